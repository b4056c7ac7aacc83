'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps, MouseEvent } from 'react';

export type PageLinkProps = ComponentProps<'a'> & {
  href: string;
  /** False for a page that is rarely gone to. */
  prefetch?: boolean;
};

/** True for the plain click that means "here and now"; any other one belongs to the browser. */
function isPlainClick(event: MouseEvent<HTMLAnchorElement>): boolean {
  const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !hasModifier && !event.defaultPrevented && event.currentTarget.target === '';
}

/**
 * A link within the site, without a reload. It fetches ahead when the pointer comes near rather than when it is seen,
 * and weighs a tenth of the framework's own, which every chunk that names it would carry again.
 */
export function PageLink({ href, prefetch = true, onClick, onPointerEnter, ...rest }: PageLinkProps) {
  const router = useRouter();
  return (
    <a
      href={href}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        if (prefetch) router.prefetch(href);
      }}
      onClick={(event) => {
        onClick?.(event);
        if (!isPlainClick(event)) return;
        event.preventDefault();
        router.push(href);
      }}
      {...rest}
    />
  );
}
