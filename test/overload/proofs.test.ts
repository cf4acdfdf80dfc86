import { afterAll, expect, test } from 'vitest';
import { processesOn, runScript, temporaryHome } from '../start/script.ts';

const { folder: home, clear } = temporaryHome();
afterAll(clear);

test('the proofs of overload and of the long load run, tell their figures, and leave nothing running', async () => {
  const few = ['--smoke', '--households', '60'];
  const environment = { SEISI_HOME: home };
  const overload = runScript('../test/overload/overload.ts', environment, [
    ...[...few, '--seconds', '1'],
    ...['--rate', '100'],
  ]);
  expect(await overload.ended, overload.errors() + overload.output()).toBe(0);
  expect(overload.output()).toMatch(/Of those admitted p99 is \d+\.\d\d × p50/);

  const soak = runScript('../test/overload/soak.ts', environment, [
    ...[...few, '--minutes', '0.1'],
    ...['--rate', '20'],
  ]);
  expect(await soak.ended, soak.errors() + soak.output()).toBe(0);
  expect(soak.output()).toMatch(/1[12]\d requests, no error\./);
  expect(processesOn(home)).toEqual([]);
}, 120_000);
