'use client';

import { useState } from 'react';
import type { Locale } from '../../messages/locales.ts';
import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { links } from '../shell/links.ts';
import { deleteRoom, type RoomValues, saveRoom } from './room-client.ts';
import { RoomForm } from './room-form.tsx';

export type RoomSettingsProps = {
  locale: Locale;
  room: RoomValues & { roomId: string };
  words: Messages['settings'];
  formWords: Messages['create'];
};

/** For the owner: what the room is, and its end. */
export function RoomSettings({ locale, room, words, formWords }: RoomSettingsProps) {
  const { roomId, ...initial } = room;
  const [doneText, setDoneText] = useState<string | undefined>(undefined);
  const save = async (values: RoomValues) => {
    const result = await saveRoom(roomId, values);
    if (!result.ok) return result.failure;
    setDoneText(result.data.isAnnounced ? words.saved : words.savedQuietly);
    return null;
  };
  return (
    <>
      <RoomForm
        words={formWords}
        initial={initial}
        submitLabel={words.save}
        workingLabel={words.saving}
        onSubmit={save}
        doneText={doneText}
      />
      <DeleteRoom locale={locale} room={room} words={words} />
    </>
  );
}

function DeleteRoom({ locale, room, words }: Pick<RoomSettingsProps, 'locale' | 'room' | 'words'>) {
  const [isAsking, setIsAsking] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const confirm = async () => {
    setIsDeleting(true);
    const result = await deleteRoom(room.roomId);
    if (result.ok) return location.assign(links.rooms(locale));
    setHasFailed(true);
    setIsDeleting(false);
  };
  return (
    <section className="mt-12 border-t pt-8">
      <h2 className="font-strong text-lead">{words.deleteTitle}</h2>
      <p className="measure mt-1 text-small text-ink-soft">{words.deleteLead}</p>
      <Button onClick={() => setIsAsking(true)} className="mt-4 text-stop-ink">
        {words.delete}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={words.deleteConfirm.replace('{name}', () => room.name)}
        closeLabel={words.close}
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>{words.deleteCancel}</Button>
            <Button variant="danger" disabled={isDeleting} onClick={() => void confirm()}>
              {isDeleting ? words.deleting : words.delete}
            </Button>
          </>
        }
      >
        <p>{words.deleteLead}</p>
        {hasFailed && (
          <p role="alert" className="mt-2 text-stop-ink">
            {words.deleteError}
          </p>
        )}
      </Dialog>
    </section>
  );
}
