import { advance } from '@seisi/host/life';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PaymentRunRow } from './payment-run.table.ts';
import {
  filesOf,
  hashOfRun,
  linesOfFile,
  monthsBefore,
  paysFor,
  type RunAct,
  runLife,
} from './payment-run.ts';

type Status = PaymentRunRow['status'];
const STATUSES = Object.keys(runLife) as Status[];
const ACTS: readonly RunAct[] = ['PREPARE', 'RELEASE', 'SEND', 'CLOSE'];
const FORWARD: Readonly<Partial<Record<string, Status>>> = {
  'PREPARING PREPARE': 'PREPARED',
  'PREPARED RELEASE': 'RELEASED',
  'RELEASED SEND': 'SENT',
  'SENT CLOSE': 'CLOSED',
};

test.for(STATUSES.flatMap((status) => ACTS.map((step) => [status, step] as const)))(
  'from %s the step %s leads where the life says, or nowhere',
  ([status, step]) => {
    const go = () => advance<Status, RunAct>(runLife, { thing: 'payment run', status, step });
    const next = FORWARD[`${status} ${step}`];
    if (next === undefined) expect(go).toThrow(expect.objectContaining({ code: 'STEP_REFUSED' }));
    else expect(go()).toBe(next);
  },
);

test('a monthly award is paid for the months that begin while it is in force', () => {
  const award = { amount: 60_000, startsOn: '2026-03-10', endsOn: '2026-06-01' };
  const paid = ['2026-03-01', '2026-04-01', '2026-06-01', '2026-07-01'].map((month) =>
    paysFor(award, 'MONTHLY', month),
  );
  expect(paid).toEqual([false, true, true, false]);
  expect(paysFor({ ...award, startsOn: '2026-03-01' }, 'MONTHLY', '2026-03-01')).toBe(true);
  expect(paysFor({ ...award, endsOn: null }, 'MONTHLY', '2031-01-01')).toBe(true);
});

test('a one-off award is due from the first month that begins with or after it; nothing is no payment', () => {
  const award = { amount: 60_000, startsOn: '2026-03-10', endsOn: '2026-03-10' };
  expect(paysFor(award, 'ONE_OFF', '2026-03-01')).toBe(false);
  expect(paysFor(award, 'ONE_OFF', '2026-04-01')).toBe(true);
  expect(paysFor({ ...award, amount: 0 }, 'ONE_OFF', '2026-04-01')).toBe(false);
  expect(paysFor(award, 'YEARLY', '2026-04-01')).toBe(false);
});

test('lines are dealt to files without rest, none over the most, and evenly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700_000 }), fc.integer({ min: 20, max: 20_000 }), (lines, most) => {
      const sizes = Array.from({ length: filesOf(lines, most) }, (_, nth) => linesOfFile(nth, lines, most));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(lines);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
  expect(filesOf(0, 10)).toBe(0);
});

test('the hash of a run is another as soon as a file of it is', () => {
  const files = [1, 2].map((number) => ({ number, lines: 10, total: 600_000, hash: `h${number}` }));
  const [one, two] = files as [(typeof files)[0], (typeof files)[0]];
  const hashes = [
    [one, two],
    [one],
    [one, { ...two, hash: 'h3' }],
    [one, { ...two, total: 600_001 }],
    [one, { ...two, lines: 11 }],
    [one, { ...two, number: 3 }],
    [],
  ].map(hashOfRun);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashOfRun([two, one])).toBe(hashes[0]);
});

test('months before a month cross years, and back', () => {
  expect(monthsBefore('2026-01-01', 1)).toBe('2025-12-01');
  expect(monthsBefore('2026-11-01', 12)).toBe('2025-11-01');
  expect(monthsBefore('2025-12-01', -1)).toBe('2026-01-01');
});
