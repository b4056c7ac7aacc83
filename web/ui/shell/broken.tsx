'use client';

import { useParams } from 'next/navigation';
import { brokenWords } from './broken-words.ts';

const actionClass =
  'inline-flex min-h-11 items-center justify-center rounded-box border border-edge/60 bg-raised px-4 font-strong transition-colors hover:border-edge hover:bg-sunk';

/**
 * What a page shows when it could not be made. `retry` asks the server for it once more.
 * Every page carries this, so it is made of nothing but elements: with the kit's parts it would weigh 6 KB on each.
 */
export function Broken({ retry }: { retry: () => void }) {
  const locale = useParams().locale === 'ko' ? 'ko' : 'en';
  const words = brokenWords[locale];
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col justify-center px-4 py-16 sm:px-6">
      <div role="alert" className="rounded-box border border-stop-ink/40 bg-stop-wash p-5">
        <h1 className="font-strong text-lead">{words.title}</h1>
        <p className="measure mt-1 text-ink-soft">{words.lead}</p>
        <p className="mt-5 flex flex-wrap gap-3">
          <button type="button" onClick={retry} className={actionClass}>
            {words.retry}
          </button>
          <a href={`/${locale}`} className={actionClass}>
            {words.home}
          </a>
        </p>
      </div>
    </div>
  );
}
