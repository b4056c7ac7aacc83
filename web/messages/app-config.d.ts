import type en from './en.json';
import type { Locale } from './locales.ts';

// Keys and their arguments are checked by the compiler, in both languages: `translations.ts` holds ko to the shape of en.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}
