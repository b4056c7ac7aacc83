'use client';

import type { Locale } from '../../messages/locales.ts';
import type { Messages } from '../../server/translations.ts';
import { links } from '../shell/links.ts';
import { MAX_SEATS } from './limits.ts';
import { createRoom, type RoomValues } from './room-client.ts';
import { RoomForm } from './room-form.tsx';

const emptyRoom: RoomValues = { name: '', topic: '', description: '', visibility: 'public', capacity: MAX_SEATS };

/** Makes a room and goes into it. */
export function CreateRoom({ locale, words }: { locale: Locale; words: Messages['create'] }) {
  const submit = async (values: RoomValues) => {
    const result = await createRoom(values);
    if (!result.ok) return result.failure;
    location.assign(links.room(locale, result.data.slug));
    return null;
  };
  return (
    <RoomForm
      words={words}
      initial={emptyRoom}
      submitLabel={words.submit}
      workingLabel={words.working}
      onSubmit={submit}
      doneText={undefined}
    />
  );
}
