import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { controlClass } from '../kit/field.tsx';

/** A plain form: `/r` reads whatever link or code was pasted and leads to the room, with or without script. */
export function InvitationForm({ words }: { words: Messages['landing'] }) {
  return (
    <form action="/r" className="mt-8 border-t pt-6">
      <label htmlFor="invitation" className="font-strong text-small">
        {words.invitation}
      </label>
      <div className="mt-2 flex max-w-md gap-2">
        <input
          id="invitation"
          name="code"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={words.invitationPlaceholder}
          className={`${controlClass} h-11 min-w-0`}
        />
        <Button type="submit">{words.invitationGo}</Button>
      </div>
    </form>
  );
}
