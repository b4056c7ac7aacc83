import { locales } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { buttonClass } from '../kit/button.tsx';
import { LogoMark } from '../kit/logo.tsx';
import { links } from './links.ts';

/** "Not found" pages are not told their language: they hold each, and the document's language shows one. */
export function Nowhere({ what }: { what: 'page' | 'room' }) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 py-16 sm:px-6">
      <LogoMark className="size-12" />
      {locales.map((locale) => {
        const words = getWords(locale, 'errors');
        return (
          <div key={locale} lang={locale} className={locale === 'en' ? 'korean:hidden' : 'english:hidden'}>
            <h1 className="mt-6 font-strong text-title">
              {what === 'room' ? words.roomNotFoundTitle : words.notFoundTitle}
            </h1>
            <p className="mt-2 text-ink-soft">{what === 'room' ? words.roomNotFoundLead : words.notFoundLead}</p>
            <p className="mt-6 flex flex-wrap gap-3">
              <a href={links.rooms(locale)} className={buttonClass('primary')}>
                {words.browse}
              </a>
              <a href={links.create(locale)} className={buttonClass('outline')}>
                {words.start}
              </a>
            </p>
          </div>
        );
      })}
    </div>
  );
}
