'use client';

import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

export type PopoverProps = {
  /** Gets the attributes that open it; spread them on a button. */
  trigger: (props: { popoverTarget: string; 'aria-haspopup': 'dialog' }) => ReactNode;
  label: string;
  /** Where it stands, since it leaves the flow: such as `popover-above`. */
  placement: string;
  onOpen?: () => void;
  children: ReactNode;
};

/** The browser's own popover: in the top layer, closed by Escape or a click outside, focus returned. */
export function Popover({ trigger, label, placement, onOpen, children }: PopoverProps) {
  const id = useId();
  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'dialog' })}
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => {
          if (event.newState === 'open') onOpen?.();
        }}
        className={clsx(
          'w-[min(22rem,calc(100vw-2rem))] rounded-box border bg-raised p-4 text-ink shadow-float open:arrive',
          placement,
        )}
      >
        {children}
      </div>
    </>
  );
}
