'use client';

import type { ReactNode } from 'react';

/** A link between the ways of coming in that takes along where the person wanted to go. */
export function KeepNextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      onClick={(event) => {
        event.currentTarget.search = location.search;
      }}
      className="inline-flex min-h-11 items-center font-strong text-lamp-ink underline decoration-lamp-ink/40 underline-offset-4 hover:decoration-lamp-ink"
    >
      {children}
    </a>
  );
}
