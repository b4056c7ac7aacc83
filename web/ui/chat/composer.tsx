'use client';

import { MAX_MESSAGE_LENGTH } from '@coup/signaling/protocol';
import { clsx } from 'clsx';
import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect } from 'react';
import { useTranslations } from 'use-intl';

/** The count is shown from this many characters before the end. */
const NEAR_LIMIT = 400;
const MAX_HEIGHT_PX = 168;

export type ComposerProps = {
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
};

/** True for the Enter that ends a Korean syllable rather than a message. */
function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

/** Where a message is written. Enter sends where there is a keyboard; on touch it makes a line, and the button sends. */
export function Composer({ text, onChange, onSend, field }: ComposerProps) {
  const words = useTranslations('chat');
  const noteId = useId();
  const left = MAX_MESSAGE_LENGTH - text.length;
  const canSend = text.trim() !== '' && left >= 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text, field]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    if (matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    if (canSend) onSend();
  };
  return (
    <form
      className="border-t p-3 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend();
        field.current?.focus();
      }}
    >
      <div className="flex items-end gap-2 rounded-box border border-edge bg-paper p-1 transition-colors focus-within:border-lamp-ink hover:border-ink-faint">
        <textarea
          ref={field}
          rows={1}
          value={text}
          dir="auto"
          aria-label={words('message')}
          aria-describedby={noteId}
          aria-invalid={left < 0 ? true : undefined}
          placeholder={words('placeholder')}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-h-10 min-w-0 flex-1 resize-none overflow-y-auto bg-transparent px-2 py-2 outline-none"
        />
        <button
          type="submit"
          aria-label={words('send')}
          aria-disabled={!canSend}
          className="inline-flex size-10 shrink-0 items-center justify-center rounded-[7px] bg-lamp text-on-lamp transition-colors hover:bg-lamp-hover aria-disabled:bg-sunk aria-disabled:text-ink-faint touch:size-11"
        >
          <ArrowUp aria-hidden className="size-5" />
        </button>
      </div>
      <p id={noteId} className={clsx('tabular mt-1 px-1 text-fine', left < 0 ? 'text-stop-ink' : 'text-ink-faint')}>
        {left > NEAR_LIMIT && <span className="touch:hidden">{words('hint')}</span>}
        {left <= NEAR_LIMIT && left >= 0 && words('left', { count: left })}
        {left < 0 && words('over', { count: -left })}
      </p>
    </form>
  );
}
