import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dir, '../..');
/** What all instances of this clone share: Bun, the web builds. */
export const sharedDir = join(root, '.coup');
/** What one instance owns: database, secrets, logs. Give a second instance its own with COUP_HOME. */
export const homeDir = resolve(root, process.env.COUP_HOME || '.coup');
export const logDir = join(homeDir, 'logs');
