import type { Metadata } from 'next';
import { readLocale } from '../../../../../server/locale-param.ts';
import { getViewer } from '../../../../../server/session.ts';
import { getWords } from '../../../../../server/translations.ts';
import { ComeIn } from '../../../../../ui/account/come-in.tsx';
import { CreateRoom } from '../../../../../ui/rooms/create-room.tsx';
import { links } from '../../../../../ui/shell/links.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'create').title };
}

export default async function CreateRoomPage({ params }: Props) {
  const locale = await readLocale(params);
  const words = getWords(locale, 'create');
  if ((await getViewer()) === null) {
    const entry = getWords(locale, 'entry');
    return <ComeIn locale={locale} path={links.create(locale)} title={entry.createTitle} lead={entry.createLead} />;
  }
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-10 sm:px-6">
      <h1 className="font-strong text-title">{words.title}</h1>
      <p className="mt-1.5 mb-8 text-ink-soft">{words.lead}</p>
      <CreateRoom locale={locale} words={words} />
    </div>
  );
}
