import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setVariable, variable } from './config.ts';

const VARIABLE = 'NODE_COMPILE_CACHE';

/**
 * Runs once for all tests: the processes of a run keep compiled code where the next one finds it, by the content of each file. The product is started
 * some hundred times, and each time would strip and compile the same thousand files.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-compiled-'));
  const setBack = setVariable(VARIABLE, folder);
  return () => {
    setBack();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}

/** For a process that is given nothing else of this one's environment. */
export const compiledCode = (): Readonly<Record<string, string>> => variable(VARIABLE);
