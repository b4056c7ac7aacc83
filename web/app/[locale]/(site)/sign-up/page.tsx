import type { Metadata } from 'next';
import { readLocale } from '../../../../server/locale-param.ts';
import { getWords } from '../../../../server/translations.ts';
import { EntryPanel } from '../../../../ui/account/entry-panel.tsx';
import { KeepNextLink } from '../../../../ui/account/keep-next-link.tsx';
import { SignUpForm } from '../../../../ui/account/sign-up-form.tsx';
import { links } from '../../../../ui/shell/links.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'account').signUpTitle };
}

export default async function SignUpPage({ params }: Props) {
  const locale = await readLocale(params);
  const words = getWords(locale, 'account');
  return (
    <EntryPanel
      title={words.signUpTitle}
      lead={words.signUpLead}
      foot={
        <>
          <p className="flex flex-wrap items-center gap-x-2">
            {words.haveAccount} <KeepNextLink href={links.signIn(locale)}>{words.signIn}</KeepNextLink>
          </p>
          <p>
            <KeepNextLink href={links.guest(locale)}>{words.orGuest}</KeepNextLink>
          </p>
        </>
      }
    >
      <SignUpForm words={words} fallback={links.rooms(locale)} />
    </EntryPanel>
  );
}
