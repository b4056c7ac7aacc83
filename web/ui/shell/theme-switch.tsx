'use client';

import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { useId, useState } from 'react';
import { THEME_KEY } from './boot-script.ts';

const choices = [
  { theme: 'system', icon: Monitor },
  { theme: 'light', icon: Sun },
  { theme: 'dark', icon: Moon },
] as const;
type Theme = (typeof choices)[number]['theme'];

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(THEME_KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    // Storage can be forbidden; then the device decides.
    return 'system';
  }
}

function applyTheme(theme: Theme) {
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

export type ThemeSwitchProps = { label: string; names: Record<Theme, string> };

/** As the device, light, or dark. */
export function ThemeSwitch({ label, names }: ThemeSwitchProps) {
  const id = useId();
  const [theme, setTheme] = useState<Theme | null>(null);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className="inline-flex size-11 items-center justify-center rounded-box text-ink-soft transition-colors hover:bg-sunk hover:text-ink [&_svg]:size-5"
      >
        <Sun aria-hidden className="dark:hidden" />
        <Moon aria-hidden className="hidden dark:block" />
      </button>
      <div
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={() => setTheme(storedTheme())}
        className="popover-below min-w-48 rounded-box border bg-raised p-1.5 text-ink shadow-float open:arrive"
      >
        {choices.map(({ theme: choice, icon: Icon }) => (
          <button
            key={choice}
            type="button"
            role="menuitemradio"
            aria-checked={theme === choice}
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => applyTheme(choice)}
            className="flex min-h-11 w-full items-center gap-2.5 rounded-[6px] px-2.5 text-small hover:bg-sunk [&_svg]:size-4.5"
          >
            <Icon aria-hidden className="text-ink-faint" />
            <span className="flex-1 text-left">{names[choice]}</span>
            {theme === choice && <Check aria-hidden />}
          </button>
        ))}
      </div>
    </>
  );
}
