import { type Logger, pino } from 'pino';

type LoggedError = { type: string; message: string; code?: string; stack?: string; cause?: LoggedError };

const MAX_MESSAGE_LENGTH = 300;
const MAX_CAUSES = 3;

/** Names an error without its data: database errors carry the parameters and rows, thus chat text. */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, MAX_MESSAGE_LENGTH) };
  const [message = ''] = error.message.split('\nparams:');
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return {
    type: error.name,
    message: message.slice(0, MAX_MESSAGE_LENGTH),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(frames.length > 0 ? { stack: frames.join('\n') } : {}),
    ...(error.cause !== undefined && depth < MAX_CAUSES ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

/**
 * JSON lines on stdout. Info is one line per turn in the life of the process; nothing is logged per message.
 * Whoever logs must never fail by it: where nobody reads stdout any more, lines are dropped.
 */
export function createLog(level: string, onDropped: () => void = () => {}): Logger {
  const destination = {
    write(line: string) {
      try {
        process.stdout.write(line);
      } catch {
        onDropped();
      }
    },
  };
  const serializers = { err: (error: unknown) => describeError(error) };
  return pino({ level, base: { service: 'signaling' }, serializers }, destination);
}
