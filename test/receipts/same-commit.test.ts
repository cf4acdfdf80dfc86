import { setTimeout as sleep } from 'node:timers/promises';
import type { Receipts } from '@seisi/gateway/receipts';
import { connect } from '@seisi/migrations/connection';
import { castOf } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { tableReceipts } from '../setup/table-receipts.ts';

const SLOW_MS = 200;
const { known, elsewhere, sealed } = castOf(1);
const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOUSEHOLD = 'query($id: ID!) { household(id: $id) { registrationNumber } }';

/** What happened, in its order. */
const events: string[] = [];
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts: slowTable });
});
afterAll(() => house?.close());

/** The table, behind a disk that takes its time. */
function slowTable(url: string): Receipts {
  const table = tableReceipts(url);
  return {
    async keep(draft) {
      await sleep(SLOW_MS);
      const kept = await table.keep(draft);
      events.push(`kept ${draft.id}`);
      return kept;
    },
    close: () => table.close(),
  };
}

type Heard = { readonly answer: Answer; readonly receipt: { readonly id: string; readonly leaf: string } };

async function ask(id: string): Promise<Heard & { readonly milliseconds: number }> {
  const begun = performance.now();
  const answer = await house.ask('district-officer', { query: HOUSEHOLD, variables: { id } });
  const milliseconds = performance.now() - begun;
  const { receipt } = (JSON.parse(answer.text) as { extensions: Heard }).extensions;
  events.push(`heard ${receipt.id}`);
  return { answer, receipt, milliseconds };
}

/** The bytes of an answer without those that name its receipt. */
function bytesOf({ answer, receipt }: Heard): string {
  return answer.text.replace(receipt.id, 'ID').replace(receipt.leaf, 'LEAF');
}

/** Whether the receipt is in the table now, before or behind the sequencer. */
async function isCommitted({ receipt }: Heard): Promise<boolean> {
  const sql = connect(house.adminUrl);
  const found = await sql`
    select id from receipt.leaf where id = ${receipt.id} union all
    select id from receipt.incoming where id = ${receipt.id}`;
  await sql.end();
  return found.length > 0;
}

test('found and not found, in and out of reach wait for the same commit, and absence has the same bytes', async () => {
  const asked = [known.id, NOBODY, elsewhere.id, sealed.id];
  const heard: (Heard & { readonly milliseconds: number })[] = [];
  for (const id of asked) {
    const one = await ask(id);
    expect(await isCommitted(one)).toBe(true);
    heard.push(one);
  }

  expect(heard.map(({ answer }) => answer.data.household !== null)).toEqual([true, false, false, false]);
  // A timer may end a millisecond early.
  expect(heard.filter(({ milliseconds }) => milliseconds < SLOW_MS - 1)).toEqual([]);
  expect(new Set(heard.slice(1).map(bytesOf)).size).toBe(1);
  expect(events).toEqual(heard.flatMap(({ receipt: { id } }) => [`kept ${id}`, `heard ${id}`]));
});
