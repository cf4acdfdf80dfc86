import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tells one process from every other, also from a later one with the same pid; null where it has ended. */
export function processStamp(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat !== null) {
    const [status, , , , , , , , , , , , , , , , , , , startedAt] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ');
    return status === 'Z' || startedAt === undefined ? null : startedAt;
  }
  return process.platform === 'linux' ? null : ask(pid, 'lstart=');
}

/** The command line of a process; null where it has ended. */
export function commandOf(pid: number): string | null {
  if (process.platform === 'linux') return readOrNull(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? null;
  return ask(pid, 'command=');
}

/** Whether a process runs; one that has ended and was not yet reaped does not. */
function isAlive(pid: number): boolean {
  return processStamp(pid) !== null;
}

/** Waits until a process has ended; false when it still runs after so many milliseconds. */
export async function hasEnded(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}

/** Sends a signal; a process that has ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function ask(pid: number, column: string): string | null {
  try {
    const answer = execFileSync('ps', ['-o', column, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
    return answer === '' ? null : answer;
  } catch {
    return null;
  }
}
