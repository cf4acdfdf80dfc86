import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pid of the server whose folder `postgres` of a home this is, and those of the processes that it started, the server's own first. */
export function serverProcesses(folder: string): number[] {
  const [first] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const postmaster = Number(first);
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return [postmaster, ...rows.filter(([, parent]) => parent === postmaster).map(([pid]) => pid as number)];
}

/** Sends a signal; who has ended already needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
