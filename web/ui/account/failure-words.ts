import type { Messages } from '../../server/translations.ts';
import type { AuthFailure, AuthResult } from './auth-client.ts';

type Words = Messages['account'];
export type FormFailure = { field: 'name' | 'email' | 'password' | null; text: string };

const fields: Record<AuthFailure, FormFailure['field']> = {
  'name-missing': 'name',
  email: 'email',
  'password-short': 'password',
  'password-long': 'password',
  wrong: 'password',
  taken: 'email',
  'too-many-attempts': null,
  busy: null,
  offline: null,
  origin: null,
  unknown: null,
};

/** What a refusal means in words, and the field it belongs to. */
export function describeFailure(result: Extract<AuthResult, { ok: false }>, words: Words): FormFailure {
  return { field: fields[result.failure], text: textOf(result, words) };
}

function textOf({ failure, retryAfterS = 60 }: Extract<AuthResult, { ok: false }>, words: Words): string {
  switch (failure) {
    case 'name-missing':
      return words.errorNameMissing;
    case 'email':
      return words.errorEmail;
    case 'password-short':
      return words.errorPasswordShort;
    case 'password-long':
      return words.errorPasswordLong;
    case 'wrong':
      return words.errorWrong;
    case 'taken':
      return words.errorTaken;
    case 'too-many-attempts':
      return words.errorTooMany.replace('{minutes}', String(Math.max(1, Math.ceil(retryAfterS / 60))));
    case 'busy':
      return words.errorBusy;
    case 'offline':
      return words.errorOffline;
    case 'origin':
      return words.errorOrigin;
    case 'unknown':
      return words.errorUnknown;
  }
}
