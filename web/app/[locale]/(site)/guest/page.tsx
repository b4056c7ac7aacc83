import type { Metadata } from 'next';
import { readLocale } from '../../../../server/locale-param.ts';
import { getWords } from '../../../../server/translations.ts';
import { EntryPanel } from '../../../../ui/account/entry-panel.tsx';
import { GuestForm } from '../../../../ui/account/guest-form.tsx';
import { KeepNextLink } from '../../../../ui/account/keep-next-link.tsx';
import { links } from '../../../../ui/shell/links.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'account').guestTitle };
}

export default async function GuestPage({ params }: Props) {
  const locale = await readLocale(params);
  const words = getWords(locale, 'account');
  return (
    <EntryPanel
      title={words.guestTitle}
      lead={words.guestLead}
      foot={
        <p className="flex flex-wrap items-center gap-x-2">
          {words.haveAccount} <KeepNextLink href={links.signIn(locale)}>{words.signIn}</KeepNextLink>
        </p>
      }
    >
      <GuestForm words={words} fallback={links.rooms(locale)} />
    </EntryPanel>
  );
}
