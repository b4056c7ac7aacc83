import type { ReactNode } from 'react';
import type { Locale } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { links } from '../shell/links.ts';
import { EntryPanel } from './entry-panel.tsx';
import { GuestForm } from './guest-form.tsx';

export type ComeInProps = {
  locale: Locale;
  /** The page that asks; it opens again when the person is in. */
  path: string;
  title: string;
  lead: string;
  children?: ReactNode;
};

/** A name and in, or sign in, and back to where the person was going. */
export function ComeIn({ locale, path, title, lead, children }: ComeInProps) {
  const words = getWords(locale, 'account');
  const linkClass =
    'inline-flex min-h-11 items-center font-strong text-lamp-ink underline decoration-lamp-ink/40 underline-offset-4 hover:decoration-lamp-ink';
  return (
    <EntryPanel
      title={title}
      lead={lead}
      foot={
        <p className="flex flex-wrap items-center gap-x-2">
          {getWords(locale, 'entry').haveAccount}
          <a href={links.signIn(locale, path)} className={linkClass}>
            {words.signIn}
          </a>
          {words.or}
          <a href={links.signUp(locale, path)} className={linkClass}>
            {words.signUp}
          </a>
        </p>
      }
    >
      {children}
      <GuestForm words={words} fallback={path} />
    </EntryPanel>
  );
}
