'use client';

import { clsx } from 'clsx';
import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Kbd } from './kbd.tsx';

export type TooltipProps = {
  /** Says what the accessible name of the control inside says already, so it is not read out twice. */
  label: string;
  shortcut?: string | undefined;
  side?: 'above' | 'below';
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
};

const DELAY_MS = 350;

const alignments = { start: 'left-0', center: 'left-1/2 -translate-x-1/2', end: 'right-0' };

/** A word beside a control, on hover and on keyboard focus; Escape takes it away, touch never sees it. */
export function Tooltip({ label, shortcut, side = 'above', align = 'center', children }: TooltipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const close = () => {
    clearTimeout(timer.current);
    setIsOpen(false);
  };
  const handlers = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return;
      timer.current = setTimeout(() => setIsOpen(true), DELAY_MS);
    },
    onPointerLeave: close,
    onPointerDown: close,
    onFocus: (event: FocusEvent) => setIsOpen(event.target.matches(':focus-visible')),
    onBlur: close,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    },
  };
  return (
    <span className="relative inline-flex" {...handlers}>
      {children}
      {isOpen && (
        <span
          aria-hidden
          className={clsx(
            'pointer-events-none absolute z-30 flex w-max max-w-64 items-center gap-2 rounded-box bg-ink px-2.5 py-1.5 text-fine text-paper',
            side === 'above' ? 'bottom-full mb-2' : 'top-full mt-2',
            alignments[align],
          )}
        >
          {label}
          {shortcut !== undefined && <Kbd className="border-paper/40 text-paper">{shortcut}</Kbd>}
        </span>
      )}
    </span>
  );
}
