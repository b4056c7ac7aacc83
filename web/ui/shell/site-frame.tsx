import type { ReactNode } from 'react';
import type { Locale } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { SiteFooter } from './site-footer.tsx';
import { SiteHeader } from './site-header.tsx';

/** Header, page, footer: everything but the room itself stands in this. */
export function SiteFrame({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#page"
        className="sr-only z-50 rounded-box bg-lamp px-4 py-3 text-on-lamp focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {getWords(locale, 'shell').skipToContent}
      </a>
      <SiteHeader locale={locale} />
      <main id="page" tabIndex={-1} className="safe-sides flex flex-1 flex-col outline-none">
        {children}
      </main>
      <SiteFooter locale={locale} />
    </div>
  );
}
