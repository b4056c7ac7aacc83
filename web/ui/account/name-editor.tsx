'use client';

import { type FormEvent, useState } from 'react';
import type { Messages } from '../../server/translations.ts';
import { Badge } from '../kit/badge.tsx';
import { Button } from '../kit/button.tsx';
import { TextField } from '../kit/text-field.tsx';
import { type Account, changeName } from './auth-client.ts';
import { MAX_NAME_LENGTH } from './limits.ts';

export type NameEditorProps = { account: Account; words: Messages['shell']; onRenamed: (name: string) => void };

/** The name others see, and the way to change it. */
export function NameEditor({ account, words, onRenamed }: NameEditorProps) {
  const [isEditing, setIsEditing] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<string | undefined>(undefined);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    setIsSaving(true);
    const result = await changeName(name);
    setIsSaving(false);
    if (!result.ok) return setError(result.failure === 'name-missing' ? words.nameMissing : words.nameError);
    setError(undefined);
    setIsEditing(false);
    onRenamed(name);
  };

  if (!isEditing) {
    return (
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="break-words font-strong">{account.name}</p>
          {account.email !== null && <p className="break-words text-fine text-ink-soft">{account.email}</p>}
          {account.isGuest && <Badge>{words.guest}</Badge>}
        </div>
        <Button variant="quiet" size="small" onClick={() => setIsEditing(true)} className="-mt-1.5 -mr-2">
          {words.changeName}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
      <TextField
        label={words.nameLabel}
        name="name"
        defaultValue={account.name}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="nickname"
        error={error}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="small" disabled={isSaving}>
          {isSaving ? words.nameSaving : words.nameSave}
        </Button>
        <Button variant="quiet" size="small" onClick={() => setIsEditing(false)}>
          {words.nameCancel}
        </Button>
      </div>
    </form>
  );
}
