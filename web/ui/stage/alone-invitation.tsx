'use client';

import { useTranslations } from 'use-intl';
import { CopyButton } from '../kit/copy-button.tsx';
import { useRoomContext } from '../room/room-context.ts';

/** In the place of the first other person: a free desk, and the link that brings somebody to it. */
export function AloneInvitation() {
  const words = useTranslations('call');
  const roomWords = useTranslations('room');
  const { getInvitation } = useRoomContext();
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 overflow-y-auto rounded-box border border-edge/60 border-dashed p-4 text-center">
      <h2 className="font-strong text-lead low:text-body">{words('aloneTitle')}</h2>
      <p className="max-w-72 text-ink-soft text-small low:hidden">{words('aloneBody')}</p>
      <CopyButton
        variant="primary"
        getText={getInvitation}
        label={roomWords('copyInvitation')}
        copiedLabel={roomWords('invitationCopied')}
        className="mt-1"
      />
    </div>
  );
}
