/** The socket of this tab, apart from every peer link. */
export type ConnectionState =
  | { status: 'connecting' }
  | { status: 'connected' }
  /** `attempt` counts from 1; the interface says so only after about a second. */
  | { status: 'reconnecting'; attempt: number }
  /** Final until the person acts: sign in again, or reload an outdated page. */
  | { status: 'refused'; reason: 'unauthenticated' | 'outdated-client' }
  | { status: 'closed' };
