'use client';

import { usePathname } from 'next/navigation';
import { LOCALE_COOKIE, type Locale, locales } from '../../messages/locales.ts';

const A_YEAR_S = 365 * 24 * 60 * 60;

/** Leads to the same page in the other language and remembers the choice. */
export function LanguageSwitch({ locale, label }: { locale: Locale; label: string }) {
  const pathname = usePathname();
  const other = locales.find((candidate) => candidate !== locale) ?? locale;
  const follow = (event: { currentTarget: HTMLAnchorElement }) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${LOCALE_COOKIE}=${other}; path=/; max-age=${A_YEAR_S}; samesite=lax`;
    event.currentTarget.search = location.search;
  };
  return (
    <a
      href={pathname.replace(/^\/[a-z]{2}(?=\/|$)/, `/${other}`)}
      hrefLang={other}
      lang={other}
      onClick={follow}
      className="inline-flex min-h-11 items-center rounded-box px-2.5 text-small text-ink-soft transition-colors hover:bg-sunk hover:text-ink"
    >
      {label}
    </a>
  );
}
