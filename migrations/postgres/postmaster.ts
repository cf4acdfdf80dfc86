import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { commandOf, hasEnded, signal } from './processes.ts';

/** What a running server says of itself in its data folder. */
type Postmaster = { readonly pid: number; readonly isReady: boolean };

/** The server that serves this data folder, ready or not; null where none runs. */
export function runningPostmaster(data: string): Postmaster | null {
  const found = readPidFile(data);
  return found !== null && servesFolder(found.pid, data) ? found : null;
}

/** Stops the server that a killed start left behind. Its pid file goes when the pid belongs to another program by now, or PostgreSQL would not start. */
export async function stopLeftover(data: string): Promise<void> {
  const found = readPidFile(data);
  if (found === null) return;
  if (!servesFolder(found.pid, data)) return rmSync(join(data, 'postmaster.pid'), { force: true });
  for (const [name, milliseconds] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 2000],
    ['SIGKILL', 2000],
  ] as const) {
    signal(found.pid, name);
    if (await hasEnded(found.pid, milliseconds)) return;
  }
  throw new Refusal(
    `A database server left by an earlier start (pid ${found.pid}) does not stop: end that process.`,
  );
}

/** The file's first line is the pid, its eighth whether connections are taken. */
function readPidFile(data: string): Postmaster | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : null;
  } catch {
    return null;
  }
}

function servesFolder(pid: number, data: string): boolean {
  const command = commandOf(pid);
  return command?.includes('postgres') === true && command.includes(data);
}
