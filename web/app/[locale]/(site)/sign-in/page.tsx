import type { Metadata } from 'next';
import { readLocale } from '../../../../server/locale-param.ts';
import { getWords } from '../../../../server/translations.ts';
import { EntryPanel } from '../../../../ui/account/entry-panel.tsx';
import { KeepNextLink } from '../../../../ui/account/keep-next-link.tsx';
import { SignInForm } from '../../../../ui/account/sign-in-form.tsx';
import { links } from '../../../../ui/shell/links.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'account').signInTitle };
}

export default async function SignInPage({ params }: Props) {
  const locale = await readLocale(params);
  const words = getWords(locale, 'account');
  return (
    <EntryPanel
      title={words.signInTitle}
      lead={words.signInLead}
      foot={
        <>
          <p className="flex flex-wrap items-center gap-x-2">
            {words.noAccount} <KeepNextLink href={links.signUp(locale)}>{words.signUp}</KeepNextLink>
          </p>
          <p>
            <KeepNextLink href={links.guest(locale)}>{words.orGuest}</KeepNextLink>
          </p>
        </>
      }
    >
      <SignInForm words={words} fallback={links.rooms(locale)} />
    </EntryPanel>
  );
}
