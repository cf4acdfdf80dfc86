import { memoryReceipts } from '@seisi/gateway/receipts.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { entriesIn, expectedEntries } from './expected-receipt.ts';
import { WAYS } from './questions.ts';

const oracle = openOracle();
const receipts = memoryReceipts();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts });
});
afterAll(() => house?.close());

test.each(WAYS)('the receipt says what was told by way of $name', async ({ token, question, says }) => {
  const answer = await house.askWith(token, question);
  const drafts = receipts.taken();

  expect(drafts).toHaveLength(1);
  expect(drafts.map(entriesIn)).toEqual([
    expectedEntries(oracle, { token, agreement: null }, question, answer),
  ]);
  const texts = drafts.flatMap(({ entries }) => entries.map(({ text }) => text)).join('\n');
  if (says === null) expect(texts).toBe('');
  else expect(texts).toContain(says);
});
