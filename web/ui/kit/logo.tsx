import { clsx } from 'clsx';

/** The lamp: a green shade over a pool of light. Decorative, since the name stands beside it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={clsx('shrink-0', className ?? 'size-7')}>
      <path
        d="M12 3.25a8.25 8.25 0 0 1 8.25 8.25c0 .41-.34.75-.75.75h-15a.75.75 0 0 1-.75-.75A8.25 8.25 0 0 1 12 3.25Z"
        className="fill-lamp"
      />
      <path d="M8.2 13.75h7.6a3.8 3.8 0 0 1-7.6 0Z" className="fill-glow" />
      <path d="M6.25 20.5h11.5" strokeWidth="1.75" strokeLinecap="round" className="stroke-ink" />
    </svg>
  );
}

/** Mark and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-2 font-strong text-lead tracking-tight', className)}>
      <LogoMark />
      CoUp
    </span>
  );
}
