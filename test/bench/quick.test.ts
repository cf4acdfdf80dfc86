import { afterAll, expect, test } from 'vitest';
import { processesOn, runScript, temporaryHome } from '../start/script.ts';

const { folder: home, clear } = temporaryHome();
afterAll(clear);

const SHORT = ['--quick', '--households', '60', '--connections', '2', '--seconds', '0.2', '--json'];

type Last = {
  readonly profile: Readonly<
    Record<string, { rps: number; ratio: number; failures: number; answers: string }>
  >;
};

test('the bench runs: the product answers byte for byte what one statement by hand answers, and nothing is left running', async () => {
  const bench = runScript('../test/bench/run.ts', { SEISI_HOME: home }, [
    ...SHORT,
    '--what',
    'profile',
    '--only',
    'seisi,one-sql',
  ]);
  expect(await bench.ended, bench.errors()).toBe(0);

  const { profile } = JSON.parse(bench.output().trimEnd().split('\n').at(-1) ?? '') as Last;
  expect(Object.keys(profile)).toEqual(['seisi', 'one-sql']);
  expect(profile['seisi']).toMatchObject({ failures: 0, answers: 'BYTES' });
  expect(profile['seisi']?.rps).toBeGreaterThan(0);
  expect(profile['one-sql']).toMatchObject({ failures: 0, ratio: 1 });
  expect(processesOn(home)).toEqual([]);
}, 180_000);

test('a variant that there is not is refused with a sentence, and --help names them all', async () => {
  const bench = runScript('../test/bench/run.ts', { SEISI_HOME: home }, ['--only', 'nobody']);
  expect(await bench.ended).toBe(1);
  expect(bench.errors()).toBe('There is no variant nobody. What there is: npx pnpm bench --help\n');

  const help = runScript('../test/bench/run.ts', {}, ['--help']);
  expect(await help.ended).toBe(0);
  expect(help.output()).toContain(
    'seisi, seisi-off, seisi-bare, seisi-apart, apollo-http, apollo-local, hive, yoga-one, one-sql',
  );
});
