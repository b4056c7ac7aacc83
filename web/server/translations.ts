import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import en from '../messages/en.json' with { type: 'json' };
import ko from '../messages/ko.json' with { type: 'json' };
import type { Locale } from '../messages/locales.ts';

export type Messages = typeof en;
export type Namespace = keyof Messages & NamespaceKeys<Messages, NestedKeyOf<Messages>>;

const catalogue: Record<Locale, Messages> = { en, ko };

/** The whole text of one namespace, for a client component that gets its words as props. */
export function getWords<N extends keyof Messages>(locale: Locale, namespace: N): Messages[N] {
  return catalogue[locale][namespace];
}

/** Only the named namespaces, for a client that translates by itself. */
export function pickMessages<N extends keyof Messages>(locale: Locale, namespaces: readonly N[]): Pick<Messages, N> {
  const entries = namespaces.map((namespace) => [namespace, catalogue[locale][namespace]] as const);
  return Object.fromEntries(entries) as Pick<Messages, N>;
}

/** Translates on the server, where words have numbers or names in them. */
export function getTranslator<N extends Namespace>(locale: Locale, namespace: N) {
  return createTranslator({ locale, messages: catalogue[locale], namespace, timeZone: 'UTC' });
}
