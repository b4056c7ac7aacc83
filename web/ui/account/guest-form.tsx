'use client';

import { type FormEvent, useState } from 'react';
import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { TextField } from '../kit/text-field.tsx';
import { enterAsGuest } from './auth-client.ts';
import { MAX_NAME_LENGTH } from './limits.ts';
import { useEntry } from './use-entry.ts';

export type GuestFormProps = { words: Messages['account']; fallback: string };

/** A name, and in. */
export function GuestForm({ words, fallback }: GuestFormProps) {
  const { failure, isWorking, enter } = useEntry({ words, fallback });
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    const isEmpty = typeof name !== 'string' || name.trim() === '';
    setIsMissing(isEmpty);
    if (!isEmpty) void enter(() => enterAsGuest(name));
  };
  const nameError = isMissing ? words.errorNameMissing : failure?.field === 'name' ? failure.text : undefined;
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      {failure !== null && failure.field === null && (
        <Notice tone="error" isLive>
          {failure.text}
        </Notice>
      )}
      <TextField
        label={words.name}
        name="name"
        hint={words.nameHint}
        autoComplete="nickname"
        maxLength={MAX_NAME_LENGTH}
        error={nameError}
      />
      <Button type="submit" variant="primary" disabled={isWorking}>
        {isWorking ? words.working : words.goIn}
      </Button>
    </form>
  );
}
