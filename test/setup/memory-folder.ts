import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setVariable } from './config.ts';

const MEMORY = '/dev/shm';
/** A run keeps two gigabytes at a time at the most: databases, homes, copies of the project. */
const ENOUGH_BYTES = 6 * 1024 ** 3;

/**
 * Runs once for all tests: what is temporary lies in memory where the machine has enough of it. No test is about a machine that fails, and on a disk
 * PostgreSQL spends more on files of a thousand relations, made and thrown away some hundred times, than on all its answers.
 */
export function setup(): () => void {
  if (!existsSync(MEMORY) || freeBytes() < ENOUGH_BYTES) return () => {};
  const folder = mkdtempSync(join(MEMORY, 'seisi-tests-'));
  // The user of PostgreSQL goes through it.
  chmodSync(folder, 0o1777);
  const setBack = setVariable('TMPDIR', folder);
  return () => {
    setBack();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize;
}
