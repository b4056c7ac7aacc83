'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from './icon-button.tsx';
import { type ModalProps, useModal } from './use-modal.ts';

export type DialogProps = ModalProps & {
  title: string;
  /** The word on the button that closes it. */
  closeLabel: string;
  children: ReactNode;
  /** Buttons at the foot, the one that matters last. */
  actions?: ReactNode;
  className?: string;
};

/** One question or one task in front of the page. */
export function Dialog({ isOpen, onClose, title, closeLabel, children, actions, className }: DialogProps) {
  const titleId = useId();
  const modal = useModal({ isOpen, onClose });
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className={clsx(
        'w-[min(30rem,calc(100vw-2rem))] rounded-box border bg-raised p-0 text-ink open:arrive',
        className,
      )}
    >
      {isOpen && (
        <div className="flex flex-col gap-4 p-5">
          <header className="flex items-start justify-between gap-3">
            <h2 id={titleId} className="pt-1.5 font-strong text-lead">
              {title}
            </h2>
            <IconButton
              label={closeLabel}
              icon={<X />}
              onClick={onClose}
              tooltipSide="below"
              tooltipAlign="end"
              className="-mt-1 -mr-2"
            />
          </header>
          <div className="text-ink-soft">{children}</div>
          {actions !== undefined && <footer className="flex flex-wrap justify-end gap-2">{actions}</footer>}
        </div>
      )}
    </dialog>
  );
}
