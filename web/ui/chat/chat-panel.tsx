'use client';

import { useEffect, useRef, useState } from 'react';
import { useChat, useRoom, useRoomContext } from '../room/room-context.ts';
import { Composer } from './composer.tsx';
import { loadDraft, saveDraft } from './draft.ts';
import { MessageList } from './message-list.tsx';

/** The chat of the room: what was said, and a place to write. What was typed survives errors and reloads. */
export function ChatPanel({ isVisible }: { isVisible: boolean }) {
  const { session } = useRoomContext();
  const { roomId } = useRoom();
  const chat = useChat();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => setText((typed) => (typed === '' ? loadDraft(roomId) : typed)), [roomId]);

  const write = (next: string) => {
    setText(next);
    saveDraft(roomId, next);
  };
  const send = () => {
    session.chat.send(text);
    write('');
  };
  const edit = (clientId: string) => {
    const body = session.chat.discard(clientId);
    write(text.trim() === '' ? body : `${body}\n${text}`);
    field.current?.focus();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <MessageList chat={chat} isVisible={isVisible} onEdit={edit} />
      <Composer text={text} onChange={write} onSend={send} field={field} />
    </div>
  );
}
