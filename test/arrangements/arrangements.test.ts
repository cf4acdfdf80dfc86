import { castOf } from '@seisi/migrations/seed/known';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PROFILE } from '../queries/golden.ts';
import { API } from '../receipts/expected-receipt.ts';
import type { Asker } from '../receipts/reads.ts';
import type { Question } from '../setup/house.ts';
import { asQuestion, operations } from './asked.ts';
import { type Both, BothHouses } from './both-houses.ts';
import { as, askActs, askPages, askProfiles } from './certain.ts';
import { askLog } from './log.ts';
import { Tally } from './tally.ts';

/** Random operations that are valid; some more are asked for certain. */
const RUNS = inject('arrangementRuns') ?? 40;
/** After so many operations agreements may compute again what they have used up. */
const DAY = 20;
const SECOND = 1_000;
const MINUTE = 60_000;

const seen = new Tally();
let houses: BothHouses;
beforeAll(async () => {
  houses = await BothHouses.open();
}, MINUTE);
afterAll(() => houses?.close());

/** Asks both, and fails where anything differs but what each makes anew: status, headers, data, errors, extensions, receipts. */
async function ask(asker: Asker, question: Question): Promise<Both> {
  const both = await houses.ask(asker, question);
  const words = `${asker.name} asks ${JSON.stringify(question)}`;
  expect(textOf(both.apart), words).toBe(textOf(both.together));
  seen.add(both.together);
  return both;
}

function textOf(told: unknown): string {
  return JSON.stringify(told, null, 1);
}

test(
  'rooms in one process and rooms apart tell everybody the same of every register',
  () => askProfiles(ask),
  MINUTE,
);

test(
  'an act comes to the same, done once or again, and opens the same',
  async () => {
    expect(await askActs(houses, ask)).toBeGreaterThanOrEqual(6);
  },
  MINUTE,
);

test(
  'the log says the same of whoever looked, its proofs too, and a look is contested and answered alike',
  async () => {
    expect(await askLog(houses, ask)).toBe(3);
  },
  MINUTE,
);

test(
  'lists go on at the same places, each house by its own cursors',
  async () => {
    expect(await askPages(houses, ask)).toBeGreaterThanOrEqual(10);
  },
  MINUTE,
);

test(
  'random questions and acts of everybody come to the same, byte for byte',
  async () => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(operations, async (operation) => {
        const known = { records: houses.records, cursors: houses.cursors(), nth };
        const question = asQuestion(operation, known);
        fc.pre(validate(API, parse(question.query)).length === 0);
        nth += 1;
        if (nth % DAY === 0) await houses.beginDay();
        await ask(operation.asker, question);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(nth).toBe(RUNS);
  },
  RUNS * SECOND,
);

test('what was compared was worth it: data, acts, receipts, and refusals of every kind; and nothing failed inside', () => {
  const known = ['UNAUTHORIZED_FIELD_OR_TYPE', 'NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED', 'BAD_USER_INPUT'];
  for (const word of [...known, 'BASIS_REQUIRED', 'STEP_REFUSED', 'WHOLE', 'DATA', 'RECEIPT'])
    expect([word, seen.of(word) > 0]).toEqual([word, true]);
  expect(
    ['SOURCE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', '500'].map((word) =>
      seen.of(word),
    ),
  ).toEqual([0, 0, 0, 0]);
  expect(houses.notices()).toEqual([]);
});

test('a room apart that says anything else is noticed', async () => {
  const room = houses.between.of('aid');
  expect(room.calls.length).toBeGreaterThan(0);
  room.change = (answer) =>
    JSON.parse(JSON.stringify(answer).replace(/"status":"[A-Z_]+"/, '"status":"REJECTED"'));
  const question = { query: PROFILE, variables: { id: castOf(1).known.id } };
  const { together, apart } = await houses.ask(as('district-officer'), question);
  room.change = null;

  expect(textOf(apart)).not.toBe(textOf(together));
});
