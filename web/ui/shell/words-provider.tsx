'use client';

import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl/react';
import type { Locale } from '../../messages/locales.ts';
import type { Messages } from '../../server/translations.ts';

export type WordsProviderProps = { locale: Locale; messages: Partial<Messages>; children: ReactNode };

/** The namespaces that a client translates by itself; times are the device's own. */
export function WordsProvider({ locale, messages, children }: WordsProviderProps) {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
