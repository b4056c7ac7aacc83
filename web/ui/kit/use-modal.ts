'use client';

import { useEffect, useRef } from 'react';

export type ModalProps = { isOpen: boolean; onClose: () => void };

/**
 * The browser's own modal dialog: it keeps focus inside, makes the rest inert, closes on Escape and gives focus back.
 * Closing by any way ends in `onClose`, so that the caller's state and the element never disagree.
 */
export function useModal({ isOpen, onClose }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === isOpen) return;
    if (isOpen) dialog.showModal();
    else dialog.close();
  }, [isOpen]);
  return {
    ref,
    onClose,
    // A click on the backdrop has the dialog itself as its target; its content fills it without padding.
    onClick: (event: { target: EventTarget; currentTarget: EventTarget }) => {
      if (event.target === event.currentTarget) onClose();
    },
  };
}
