import type { Locale } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { AccountMenu } from '../account/account-menu.tsx';
import { Logo } from '../kit/logo.tsx';
import { PageLink } from '../kit/page-link.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { links } from './links.ts';
import { ThemeSwitch } from './theme-switch.tsx';

const linkClass =
  'inline-flex min-h-11 items-center rounded-box px-2.5 text-small text-ink-soft transition-colors hover:bg-sunk hover:text-ink';

/** The same for everybody; what depends on an account is shown by the boot script's word. */
export function SiteHeader({ locale }: { locale: Locale }) {
  const words = getWords(locale, 'shell');
  return (
    <header className="safe-sides border-b">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 sm:px-6">
        <PageLink href={links.home(locale)} aria-label={words.home} className="mr-2 inline-flex rounded-box sm:mr-4">
          <Logo />
        </PageLink>
        <nav aria-label={words.mainNavigation} className="flex">
          <PageLink href={links.rooms(locale)} className={linkClass}>
            {words.rooms}
          </PageLink>
          <PageLink href={links.help(locale)} className={`${linkClass} max-sm:hidden`}>
            {words.help}
          </PageLink>
        </nav>
        <div className="ml-auto flex items-center">
          <LanguageSwitch locale={locale} label={words.otherLanguage} />
          <ThemeSwitch
            label={words.theme}
            names={{ system: words.themeSystem, light: words.themeLight, dark: words.themeDark }}
          />
          <PageLink href={links.signIn(locale)} className={`${linkClass} font-strong text-ink signed-in:hidden`}>
            {words.signIn}
          </PageLink>
          <div className="signed-out:hidden">
            <AccountMenu locale={locale} words={words} />
          </div>
        </div>
      </div>
    </header>
  );
}
