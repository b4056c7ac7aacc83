/** Something the person at the keyboard can put right: shown as this one message, never as a stack trace. */
export class Failure extends Error {}

/** Turns a refused file operation into words; anything else is returned unchanged. */
export function explainError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') {
    const where = path ?? 'a file';
    return new Failure(
      `Permission denied: ${where}. It may belong to another user (an earlier start as root?): run as that user, or: sudo chown -R "$USER" .coup`,
    );
  }
  if (code === 'ENOSPC') return new Failure(`The disk is full${path ? ` (writing ${path})` : ''}.`);
  return error;
}
