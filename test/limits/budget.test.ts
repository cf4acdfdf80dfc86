import { memoryBudgets } from '@seisi/gateway/limits/memory-budgets';
import { afterEach, expect, test } from 'vitest';
import type { Asking } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askCost } from './house-cost.ts';

const TOGETHER = 8;
const MINUTE = 60_000;
const STATES = { query: '{ states { code } }' };
/** Each of ninety lists could hold all 160 districts, and holds ten: most of what is taken comes back. */
const DISTRICTS = {
  query: `{ ${Array.from({ length: 90 }, (_, at) => `d${at}: districts(state: "01") { code }`).join(' ')} }`,
};
/** The same lists, whole: little of what is taken comes back, so that a budget is soon empty. */
const WHOLE = {
  query: `{ ${Array.from({ length: 90 }, (_, at) => `d${at}: districts { code }`).join(' ')} }`,
};
const NOBODY: Asking = { name: 'anonymous', persona: null, agreement: null };
const OFFICER: Asking = { name: 'officer', persona: 'district-officer', agreement: null };

let house: House;
afterEach(() => house?.close());

test(
  'cost is told to whoever asks: at the most, and by what was answered; without a budget nothing is told of one',
  async () => {
    house = await openHouse();
    const { cost } = await askCost(house, NOBODY, STATES);
    expect(cost).toEqual({ requestedQueryCost: 16, actualQueryCost: 16 });
    expect((await house.ask(null, STATES)).text).not.toContain('cost');
    // Nobody is found, and the same is told as of somebody who is withheld.
    const missing = { query: '{ household(id: "none") { id members { since } } }' };
    expect((await askCost(house, OFFICER, missing)).cost?.actualQueryCost).toBe(1);
    expect((await askCost(house, NOBODY, missing)).cost?.actualQueryCost).toBe(1);
  },
  MINUTE,
);

test(
  'the unused part comes back, an empty budget says 429 with Retry-After, and after that time it answers',
  async () => {
    // What is restored in a test stands still until the test lets time pass.
    let now = 0;
    house = await openHouse({ budgets: memoryBudgets(() => now) });
    const first = await askCost(house, NOBODY, DISTRICTS);
    const { requestedQueryCost = 0, actualQueryCost = 0, throttleStatus } = first.cost ?? {};
    expect(actualQueryCost).toBeLessThan(requestedQueryCost);
    const maximum = throttleStatus?.maximumAvailable ?? 0;
    expect(throttleStatus?.currentlyAvailable).toBe(maximum - actualQueryCost);

    let refused = await ask();
    for (let asked = 0; asked < maximum / actualQueryCost && refused.status === 200; asked += TOGETHER) {
      const answers = await Promise.all(Array.from({ length: TOGETHER }, () => ask()));
      refused = answers.find(({ status }) => status !== 200) ?? refused;
    }
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    const { data, errors } = (await refused.json()) as {
      data?: unknown;
      errors: { extensions: unknown; message: string }[];
    };
    expect(data ?? null).toBeNull();
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'THROTTLED' }]);
    expect(errors[0]?.message).toContain(`Ask again in ${seconds} s.`);

    // Another account has its own budget, and time restores this one.
    expect((await askCost(house, OFFICER, STATES)).status).toBe(200);
    now += seconds * 1000;
    expect((await ask()).status).toBe(200);
  },
  MINUTE,
);

test(
  'an operation above the limit is refused whole, with both numbers',
  async () => {
    house = await openHouse();
    const pages = Array.from({ length: 20 }, (_, at) => `p${at}: households(first: 100) { ...P }`).join(' ');
    const many =
      'members { person { household { members { person { household { members { since } } } } } } }';
    const answer = await house.ask('district-officer', {
      query: `{ ${pages} } fragment P on HouseholdConnection { edges { node { id ${many} } } }`,
    });
    expect(answer.data).toBeNull();
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_LARGE']);
    expect(answer.errors[0]?.message).toMatch(/can cost \d+ points; the limit is 1000000/);
  },
  MINUTE,
);

function ask(): Promise<Response> {
  return fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(WHOLE),
  });
}
