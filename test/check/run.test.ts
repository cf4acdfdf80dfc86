import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Check } from './checks.ts';
import { type Outcome, runCheck, runChecks } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');

function check(name: string, code: string): Check {
  return { name, program: 'node', arguments: ['-e', code], catches: '' };
}

test('a check passes by its exit code, and what it printed on both streams is kept', async () => {
  const failed = await runCheck(
    check('failing', 'process.stdout.write("a"); process.stderr.write("b"); process.exit(3)'),
    ROOT,
  );
  const passed = await runCheck(check('passing', ''), ROOT);
  expect([failed.passed, [...failed.output].sort()]).toEqual([false, ['a', 'b']]);
  expect([passed.passed, passed.output]).toEqual([true, '']);
});

test('a program that is not installed has not passed', async () => {
  const outcome = await runCheck({ ...check('missing', ''), program: 'no-such-program' }, ROOT);
  expect(outcome.passed).toBe(false);
  expect(outcome.output).toContain('no-such-program');
});

test('checks run so many at once, and the outcomes keep their order', async () => {
  const lastIsDone = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  const run = async (each: Check): Promise<Outcome> => {
    running += 1;
    most = Math.max(most, running);
    // The first takes longer than all others.
    if (each.name === 'a') await lastIsDone.promise;
    running -= 1;
    return { check: each, passed: true, seconds: 0, output: '' };
  };
  const told: string[] = [];
  const outcomes = await runChecks(
    ['a', 'b', 'c'].map((name) => check(name, '')),
    2,
    run,
    (outcome) => {
      told.push(outcome.check.name);
      if (outcome.check.name === 'c') lastIsDone.resolve();
    },
  );
  expect(most).toBe(2);
  expect(outcomes.map((outcome) => outcome.check.name)).toEqual(['a', 'b', 'c']);
  expect(told).toEqual(['b', 'c', 'a']);
});
