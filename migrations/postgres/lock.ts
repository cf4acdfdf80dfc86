import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStamp } from './processes.ts';

/** Who holds a home's database. */
export type Holder = { readonly pid: number; readonly stamp: string };

/** The process that holds the home's database now; null where none does. */
function holderOf(folder: string): Holder | null {
  const holder = read(join(folder, 'holder.json'));
  return holder !== null && processStamp(holder.pid) === holder.stamp ? holder : null;
}

/** Takes the home's database for this process, or returns who has it. A lock left by a killed process is taken over. */
export function takeLock(folder: string): Holder | null {
  const path = join(folder, 'holder.json');
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) }));
  try {
    for (;;) {
      if (linked(draft, path)) return null;
      const holder = holderOf(folder);
      if (holder !== null) return holder;
      removeStale(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Gives the home's database back. */
export function releaseLock(folder: string): void {
  const path = join(folder, 'holder.json');
  if (read(path)?.pid === process.pid) rmSync(path, { force: true });
}

/** Moves the stale lock aside first: if another process put its own there meanwhile, that one goes back. */
function removeStale(path: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== null && processStamp(moved.pid) === moved.stamp) linked(aside, path);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
