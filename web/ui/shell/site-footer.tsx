import type { Locale } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { PageLink } from '../kit/page-link.tsx';
import { links } from './links.ts';

export function SiteFooter({ locale }: { locale: Locale }) {
  const words = getWords(locale, 'shell');
  return (
    <footer className="safe-bottom safe-sides border-t text-fine text-ink-faint">
      <div className="mx-auto flex min-h-14 max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <p>{words.footer}</p>
        <PageLink href={links.help(locale)} className="inline-flex min-h-11 items-center hover:text-ink sm:min-h-9">
          {words.help}
        </PageLink>
      </div>
    </footer>
  );
}
