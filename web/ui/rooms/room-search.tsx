import { Search } from 'lucide-react';
import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { controlClass } from '../kit/field.tsx';

/** A plain form: the search is in the address, so that it can be shared and gone back to. */
export function RoomSearch({ search, words }: { search: string; words: Messages['rooms'] }) {
  return (
    <search className="w-full sm:w-auto">
      <form className="flex gap-2">
        <div className="relative min-w-0 flex-1 sm:w-64 sm:flex-none">
          <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-5 text-ink-faint" />
          <input
            type="search"
            name="q"
            aria-label={words.search}
            placeholder={words.searchPlaceholder}
            defaultValue={search}
            maxLength={80}
            className={`${controlClass} h-11 pl-10`}
          />
        </div>
        <Button type="submit">{words.searchGo}</Button>
      </form>
    </search>
  );
}
