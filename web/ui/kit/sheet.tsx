'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from './icon-button.tsx';
import { type ModalProps, useModal } from './use-modal.ts';

export type SheetProps = ModalProps & { title: string; closeLabel: string; children: ReactNode; className?: string };

/** A panel that comes up from the bottom edge of a phone, or stands at the side of a wide screen. */
export function Sheet({ isOpen, onClose, title, closeLabel, children, className }: SheetProps) {
  const titleId = useId();
  const modal = useModal({ isOpen, onClose });
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className={clsx(
        'mx-0 mt-auto mb-0 max-h-[85dvh] w-full max-w-full rounded-t-box border-t bg-raised p-0 text-ink open:arrive-from-below',
        'sm:mt-0 sm:mr-0 sm:ml-auto sm:h-dvh sm:max-h-dvh sm:w-96 sm:rounded-none sm:border-t-0 sm:border-l sm:open:arrive-from-side',
        className,
      )}
    >
      {isOpen && (
        <div className="safe-bottom flex h-full flex-col">
          <header className="flex items-center justify-between gap-3 border-b py-1.5 pr-2 pl-5">
            <h2 id={titleId} className="font-strong">
              {title}
            </h2>
            <IconButton label={closeLabel} icon={<X />} onClick={onClose} tooltipSide="below" tooltipAlign="end" />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">{children}</div>
        </div>
      )}
    </dialog>
  );
}
