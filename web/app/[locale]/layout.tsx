import '../globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { locales } from '../../messages/locales.ts';
import { readLocale } from '../../server/locale-param.ts';
import { getWords } from '../../server/translations.ts';
import { bootScript } from '../../ui/shell/boot-script.ts';

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export const dynamicParams = false;
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The keyboard of a phone takes its space from the page, so that the composer stays above it.
  interactiveWidget: 'resizes-content',
};

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const words = getWords(await readLocale(params), 'site');
  return { title: { default: words.title, template: `%s · ${words.name}` }, description: words.description };
}

export default async function RootLayout({ children, params }: Props) {
  const locale = await readLocale(params);
  return (
    // The boot script writes the theme here before React starts.
    <html lang={locale} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash. */}
        <script dangerouslySetInnerHTML={{ __html: bootScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
