import { memo } from 'react';
import { linkify } from './linkify.ts';

/** Plain text as it was written; addresses become links and nothing else becomes anything. */
export const MessageBody = memo(function MessageBody({ body }: { body: string }) {
  return (
    <p dir="auto" className="measure whitespace-pre-wrap [overflow-wrap:anywhere]">
      {linkify(body).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order.
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-lamp-ink underline decoration-1 underline-offset-2 hover:decoration-2"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
});
