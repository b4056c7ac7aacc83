'use client';

import { useState } from 'react';
import type { Messages } from '../../server/translations.ts';
import { safeNext } from '../shell/links.ts';
import type { AuthResult } from './auth-client.ts';
import { describeFailure, type FormFailure } from './failure-words.ts';

export type EntryOptions = {
  words: Messages['account'];
  /** Where to go afterwards when the address does not say. */
  fallback: string;
};

/** What every way of coming in shares: the wait, the refusal in words, and going on to where the person wanted to be. */
export function useEntry({ words, fallback }: EntryOptions) {
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const [isWorking, setIsWorking] = useState(false);

  const enter = async (attempt: () => Promise<AuthResult>): Promise<FormFailure | null> => {
    setFailure(null);
    setIsWorking(true);
    const result = await attempt();
    if (result.ok) {
      // A whole load: the session changes what the server shows, and the header with it.
      location.assign(safeNext(new URLSearchParams(location.search).get('next'), fallback));
      return null;
    }
    const described = describeFailure(result, words);
    setFailure(described);
    setIsWorking(false);
    return described;
  };
  return { failure, isWorking, enter };
}
