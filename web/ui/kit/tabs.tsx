'use client';

import { clsx } from 'clsx';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

type Tab<Value extends string> = {
  value: Value;
  label: string;
  /** After the label, as a count or a dot with words of its own. */
  aside?: ReactNode;
  content: ReactNode;
};

export type TabsProps<Value extends string> = {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** At the end of the row of tabs, as a button that closes the panel. */
  end?: ReactNode;
  className?: string;
};

/** Tabs with roving focus. Panels stay mounted, so that a half-read list or a half-written message is still there. */
export function Tabs<Value extends string>({ label, tabs, value, onChange, end, className }: TabsProps<Value>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = (target + tabs.length) % tabs.length;
    const next = tabs[index];
    if (next === undefined) return;
    onChange(next.value);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  };
  return (
    <div className={clsx('flex min-h-0 flex-col', className)}>
      <div className="flex items-center gap-2 border-b pr-1.5 pl-3">
        <div ref={list} role="tablist" aria-label={label} className="flex flex-1 gap-1" onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              aria-selected={tab.value === value}
              aria-controls={`${id}-${tab.value}-panel`}
              tabIndex={tab.value === value ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className="relative flex min-h-12 items-center gap-2 px-2.5 text-ink-soft text-small transition-colors -outline-offset-2 after:absolute after:inset-x-2 after:bottom-[-1px] after:h-0.5 hover:text-ink aria-selected:font-strong aria-selected:text-ink aria-selected:after:bg-lamp-ink"
            >
              {tab.label}
              {tab.aside}
            </button>
          ))}
        </div>
        {end}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          role="tabpanel"
          id={`${id}-${tab.value}-panel`}
          aria-labelledby={`${id}-${tab.value}`}
          hidden={tab.value !== value}
          className="flex min-h-0 flex-1 flex-col [&[hidden]]:hidden"
        >
          {tab.content}
        </div>
      ))}
    </div>
  );
}
