'use client';

import { clsx } from 'clsx';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

export type MenuProps = {
  /** A button; it gets the menu's attributes. */
  trigger: ReactNode;
  /** Names the menu for a screen reader. */
  label: string;
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
};

/** Actions behind one button. About 20 KB of script: load it on demand where a page's weight matters. */
export function Menu({ trigger, label, align = 'end', children }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-box border bg-raised p-1.5 text-ink shadow-float arrive"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & { icon?: ReactNode; tone?: 'plain' | 'stop' };

/** One action. For a link: `<MenuItem asChild><Link …/></MenuItem>` without an icon. */
export function MenuItem({ icon, tone = 'plain', className, children, asChild = false, ...rest }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      asChild={asChild}
      className={clsx(
        'flex min-h-10 cursor-pointer items-center gap-2.5 rounded-[6px] px-2.5 text-small outline-none data-disabled:opacity-50 data-highlighted:bg-sunk touch:min-h-11 [&_svg]:size-4.5 [&_svg]:text-ink-faint',
        tone === 'stop' && 'text-stop-ink [&_svg]:text-stop-ink',
        className,
      )}
      {...rest}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon}
          <span className="min-w-0 flex-1 truncate">{children}</span>
        </>
      )}
    </DropdownMenu.Item>
  );
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-1 my-1.5 h-px bg-line" />;
}

/** A word above a group. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 py-1.5 text-fine text-ink-faint">{children}</DropdownMenu.Label>;
}
