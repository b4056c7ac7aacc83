'use client';

import { LogOut, UserRound } from 'lucide-react';
import { useId, useState } from 'react';
import type { Locale } from '../../messages/locales.ts';
import type { Messages } from '../../server/translations.ts';
import { Button, buttonClass } from '../kit/button.tsx';
import { links } from '../shell/links.ts';
import { type Account, fetchAccount, signOut } from './auth-client.ts';
import { NameEditor } from './name-editor.tsx';

type Words = Messages['shell'];
type State = { status: 'loading' } | { status: 'error' } | { status: 'ready'; account: Account };

/** Who somebody is here, asked when it is opened: the page around it is the same for everybody. */
export function AccountMenu({ locale, words }: { locale: Locale; words: Words }) {
  const id = useId();
  const [state, setState] = useState<State>({ status: 'loading' });

  const load = async () => {
    const account = await fetchAccount();
    // The session ended elsewhere: the page as it is for visitors is the honest one.
    if (account === 'none') location.reload();
    else setState(account === 'error' ? { status: 'error' } : { status: 'ready', account });
  };
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={words.account}
        className="inline-flex size-11 items-center justify-center rounded-box text-ink-soft transition-colors hover:bg-sunk hover:text-ink [&_svg]:size-5"
      >
        <UserRound aria-hidden />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={words.account}
        onToggle={(event) => {
          if (event.newState === 'open') void load();
        }}
        className="popover-below w-[min(20rem,calc(100vw-2rem))] rounded-box border bg-raised p-4 text-ink shadow-float open:arrive"
      >
        {state.status === 'loading' && <p className="text-small text-ink-soft">{words.accountLoading}</p>}
        {state.status === 'error' && <p className="text-small text-stop-ink">{words.accountError}</p>}
        {state.status === 'ready' && (
          <AccountDetails
            account={state.account}
            locale={locale}
            words={words}
            onRenamed={(name) => setState({ status: 'ready', account: { ...state.account, name } })}
          />
        )}
      </div>
    </>
  );
}

type DetailsProps = { account: Account; locale: Locale; words: Words; onRenamed: (name: string) => void };

function AccountDetails({ account, locale, words, onRenamed }: DetailsProps) {
  const [isLeaving, setIsLeaving] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    const result = await signOut();
    if (result.ok) location.assign(links.home(locale));
    setHasFailed(!result.ok);
    setIsLeaving(false);
  };
  return (
    <div className="flex flex-col gap-4">
      <NameEditor account={account} words={words} onRenamed={onRenamed} />
      {account.isGuest && (
        <div className="flex flex-col gap-3">
          <p className="text-small text-ink-soft">{words.guestHint}</p>
          <a href={links.signUp(locale)} className={buttonClass('outline', 'small')}>
            {words.signUp}
          </a>
        </div>
      )}
      <div className="border-t pt-3">
        <Button variant="quiet" size="small" disabled={isLeaving} onClick={() => void leave()} className="-ml-3">
          <LogOut aria-hidden />
          {isLeaving ? words.signingOut : words.signOut}
        </Button>
        {hasFailed && (
          <p role="alert" className="mt-1 text-fine text-stop-ink">
            {words.signOutError}
          </p>
        )}
      </div>
    </div>
  );
}
