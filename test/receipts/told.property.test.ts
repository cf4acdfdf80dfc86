import { memoryReceipts } from '@seisi/gateway/receipts.testing';
import { personas } from '@seisi/migrations/seed/personas';
import { canonical } from '@seisi/schema/receipt/canonical';
import type { ReceiptDraft } from '@seisi/schema/receipt/receipt';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { askAs } from '../access/expected.ts';
import { poolsOf } from '../access/pools.ts';
import { randomQuestion } from '../access/random-question.ts';
import { ASKING, type Asking, NOW, openOracle, type Question } from '../oracle/oracle.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { API, entriesIn, expectedEntries, needsReceipt } from './expected-receipt.ts';

/** Valid questions, each asked by two. */
const RUNS = inject('receiptRuns') ?? 60;
const SECOND = 1_000;

const oracle = openOracle();
const askers = fc.constantFrom(...ASKING);
const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });
const receipts = memoryReceipts();

let house: House;
let admin: postgres.Sql;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts });
  admin = postgres(house.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
});

test(
  'of every answer there is one receipt, which says of each subject what stands in the answer and nothing else',
  async () => {
    await fc.assert(
      fc.asyncProperty(askers, askers, tapes, async (one, other, tape) => {
        const question = randomQuestion(tape, API, poolsOf(oracle.rows, one));
        fc.pre(validate(API, parse(question.query)).length === 0);
        // Each question has a day of its own: what an agreement may have computed in one is another test's.
        await admin`delete from person.derived_answer`;
        // Once more by another: what is kept of a question and its receipt must not serve a different one.
        for (const asking of [one, other]) expectTold(asking, question, await askAs(house, asking, question));
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  120_000 + RUNS * SECOND,
);

function expectTold({ name, persona, agreement }: Asking, question: Question, answer: Answer): void {
  const asker = { token: persona === null ? null : personas[persona].token, agreement };
  const words = `${name} asks ${question.query} with ${JSON.stringify(question.variables)}`;
  const [draft, ...others] = receipts.taken();
  expect(others).toEqual([]);
  if (needsReceipt(asker, question, answer)) expect(draft, words).toBeDefined();
  const expected = expectedEntries(oracle, asker, question, answer);
  expect(draft === undefined ? [] : entriesIn(draft), words).toEqual(expected);
  if (draft !== undefined) expectWellFormed(draft, answer);
}

/** Each text is canonical, and belongs to its subject; the client is handed what was kept. */
function expectWellFormed(draft: ReceiptDraft, answer: Answer): void {
  expect(draft).toMatchObject({ kind: 'ANSWER', of: null, at: NOW });
  expect(answer.text).toContain(`"receipt":{"id":"${draft.id}","leaf":"leaf-of-${draft.id}"}`);
  for (const { type, key, text } of draft.entries) {
    expect(text).toBe(canonical(JSON.parse(text) as object));
    expect(JSON.parse(text)).toMatchObject({ subject: { type, key } });
  }
}
