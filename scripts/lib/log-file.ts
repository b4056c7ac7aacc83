import { createWriteStream, existsSync, mkdirSync, renameSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

const maxBytes = 10 * 1024 * 1024;
const tailLines = 15;

export interface LogFile {
  path: string;
  write(chunk: string): void;
  /** The last lines, for the moment somebody has to be told why it died. */
  tail(): string;
  /** Calls back with every whole line from now on. */
  follow(listener: (line: string) => void): void;
}

/** A service's output: the file of this run and one older one (`.1`), each at most 10 MB. */
export function createLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let file = open(path);
  let written = 0;
  let recent = '';
  let partial = '';
  const listeners: ((line: string) => void)[] = [];
  return {
    path,
    write(chunk) {
      if (written + chunk.length > maxBytes) {
        file.end();
        file = open(path);
        written = 0;
      }
      file.write(chunk);
      written += chunk.length;
      recent = (recent + chunk).slice(-8_000);
      const lines = (partial + chunk).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) for (const listener of listeners) listener(line);
    },
    tail: () => recent.trimEnd().split('\n').slice(-tailLines).join('\n'),
    follow: (listener) => listeners.push(listener),
  };
}

function open(path: string): WriteStream {
  if (existsSync(path)) renameSync(path, `${path}.1`);
  return createWriteStream(path, { mode: 0o600 });
}
