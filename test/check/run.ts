import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Check } from './checks.ts';

/** What one check came to; `output` is all that it printed. */
export type Outcome = {
  readonly check: Check;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
};

/** Runs one check in the folder that holds the project. Never rejects: a program that cannot be started has not passed. */
export function runCheck(check: Check, root: string): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(join(root, 'node_modules/.bin', check.program), check.arguments, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve) => {
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    const end = (passed: boolean): void =>
      resolve({ check, passed, seconds: (performance.now() - started) / 1000, output });
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** Runs checks, so many at once, and tells of each as it ends. Returns the outcomes in the order of the checks. */
export async function runChecks(
  checks: readonly Check[],
  atOnce: number,
  run: (check: Check) => Promise<Outcome>,
  told: (outcome: Outcome) => void = () => {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const open = checks.entries();
  const lane = async (): Promise<void> => {
    for (const [index, check] of open) {
      const outcome = await run(check);
      outcomes[index] = outcome;
      told(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return outcomes;
}
