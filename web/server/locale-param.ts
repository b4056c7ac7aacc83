import { notFound } from 'next/navigation';
import { isLocale, type Locale } from '../messages/locales.ts';

/** The language of a route below `/[locale]`; anything else is no page. */
export async function readLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return locale;
}
