import { Camera, Hand, MessageSquareText, Mic, MicOff, MonitorUp, PhoneOff } from 'lucide-react';
import type { Messages } from '../../server/translations.ts';
import { Avatar, AvatarRow } from '../kit/avatar.tsx';
import { initialsOf } from '../kit/initials.ts';

type Words = Messages['landing'];

/** A room with four people in it, drawn with the parts of the real one. */
export function DrawnRoom({ words }: { words: Words }) {
  const people = [
    { userId: 'drawn-7', name: words.pictureName1, isMuted: false, isSpeaking: true },
    { userId: 'drawn-2', name: words.pictureName2, isMuted: true, isSpeaking: false },
    { userId: 'drawn-5', name: words.pictureName3, isMuted: true, isSpeaking: false },
    { userId: 'drawn-1', name: words.pictureName4, isMuted: true, isSpeaking: false },
  ];
  return (
    <div role="img" aria-label={words.picture} className="overflow-hidden rounded-box border bg-paper shadow-float">
      <div aria-hidden className="flex items-center justify-between gap-4 border-b bg-raised px-4 py-3">
        <div className="min-w-0">
          <p className="truncate font-strong text-small">{words.pictureRoom}</p>
          <p className="truncate text-fine text-ink-faint">{words.pictureTopic}</p>
        </div>
        <AvatarRow people={people} label="" />
      </div>
      <div aria-hidden className="flex">
        <div className="flex min-w-0 flex-1 flex-col bg-sunk">
          <div className="grid grid-cols-2 gap-2 p-3">
            {people.map((person) => (
              <DrawnTile key={person.userId} {...person} />
            ))}
          </div>
          <DrawnControls leave={words.pictureLeave} />
        </div>
        <DrawnChat words={words} people={people} />
      </div>
    </div>
  );
}

type TileProps = { userId: string; name: string; isMuted: boolean; isSpeaking: boolean };

/** A person at a desk under a lamp, as a camera at dusk would see them. */
function DrawnTile({ userId, name, isMuted, isSpeaking }: TileProps) {
  return (
    <div
      data-hue={userId.at(-1)}
      className={`hue-field relative aspect-[4/3] overflow-hidden rounded-box ${isSpeaking ? 'outline-2 outline-lamp-ink' : ''}`}
    >
      <svg viewBox="0 0 160 120" aria-hidden className="absolute inset-0 size-full">
        <circle cx="122" cy="58" r="44" className="fill-glow opacity-15" />
        <circle cx="122" cy="52" r="24" className="fill-glow opacity-20" />
        <path d="M108 44a14 12 0 0 1 28 0z" className="fill-current opacity-60" />
        <path d="M122 44v48" strokeWidth="2.5" className="stroke-current opacity-50" />
        <path d="M26 120c0-26 14-40 34-40s34 14 34 40z" className="fill-current opacity-30" />
        <circle cx="60" cy="58" r="19" className="fill-current opacity-40" />
        <path d="M0 104h160v16H0z" className="fill-current opacity-25" />
      </svg>
      <span className="absolute bottom-1.5 left-1.5 inline-flex items-center gap-1.5 rounded-[6px] bg-raised/90 px-2 py-0.5 text-fine text-ink">
        {isMuted ? <MicOff className="size-3.5 text-ink-faint" /> : <Mic className="size-3.5 text-lamp-ink" />}
        {name}
      </span>
      <span className="sr-only">{initialsOf(name)}</span>
    </div>
  );
}

function DrawnControls({ leave }: { leave: string }) {
  const icons = [Mic, Camera, MonitorUp, Hand];
  return (
    <div className="flex items-center justify-center gap-1.5 border-t bg-raised px-3 py-2.5">
      {icons.map((Icon) => (
        <span key={Icon.displayName} className="inline-flex size-9 items-center justify-center rounded-box bg-sunk">
          <Icon className="size-4.5 text-ink-soft" />
        </span>
      ))}
      <span className="ml-3 inline-flex h-9 items-center gap-1.5 rounded-box bg-stop px-3 font-strong text-fine text-on-stop">
        <PhoneOff className="size-4" />
        {leave}
      </span>
    </div>
  );
}

function DrawnChat({ words, people }: { words: Words; people: readonly { userId: string; name: string }[] }) {
  const messages = [words.pictureMessage1, words.pictureMessage2, words.pictureMessage3];
  return (
    <div className="hidden w-56 shrink-0 flex-col border-l bg-raised sm:flex">
      <div className="flex gap-4 border-b px-4 text-fine">
        <span className="inline-flex items-center gap-1.5 border-lamp-ink border-b-2 py-2.5 font-strong">
          <MessageSquareText className="size-4 text-lamp-ink" />
          {words.pictureChat}
        </span>
        <span className="py-2.5 text-ink-faint">{words.picturePeople}</span>
      </div>
      <div className="flex flex-1 flex-col gap-4 px-4 py-4">
        {messages.map((message, index) => {
          const author = people[(index + 1) % people.length];
          return author === undefined ? null : (
            <div key={message} className="flex gap-2.5">
              <Avatar {...author} size="small" />
              <div className="min-w-0">
                <p className="font-strong text-fine">{author.name}</p>
                <p className="text-fine text-ink-soft">{message}</p>
              </div>
            </div>
          );
        })}
      </div>
      <p className="m-3 rounded-box border px-3 py-2 text-fine text-ink-faint">{words.pictureWrite}</p>
    </div>
  );
}
