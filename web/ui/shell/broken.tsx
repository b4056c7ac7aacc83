'use client';

import { useParams } from 'next/navigation';
import { Button, buttonClass } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { brokenWords } from './broken-words.ts';

/** What a page shows when it could not be made. `retry` asks the server for it once more. */
export function Broken({ retry }: { retry: () => void }) {
  const locale = useParams().locale === 'ko' ? 'ko' : 'en';
  const words = brokenWords[locale];
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col justify-center px-4 py-16 sm:px-6">
      <Notice
        tone="error"
        title={words.title}
        isLive
        action={
          <>
            <Button size="small" onClick={retry}>
              {words.retry}
            </Button>
            <a href={`/${locale}`} className={buttonClass('quiet', 'small')}>
              {words.home}
            </a>
          </>
        }
      >
        {words.lead}
      </Notice>
    </div>
  );
}
