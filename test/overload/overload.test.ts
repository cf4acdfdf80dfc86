import { memoryReceipts } from '@seisi/gateway/receipts.testing';
import { castOf } from '@seisi/migrations/seed/known';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const QUESTION = {
  query: 'query ($id: ID!) { household(id: $id) { id } }',
  variables: { id: castOf(1).known.id },
};

let house: House;
let arrived = 0;
let open: () => void = () => {};
let gate = Promise.resolve();
/** From now on no answer leaves until `open` is called. */
function shut(): void {
  arrived = 0;
  gate = new Promise((resolve) => {
    open = resolve;
  });
}

beforeAll(async () => {
  const receipts = memoryReceipts(async () => {
    arrived += 1;
    await gate;
  });
  const admission = { most: 2, mostWaiting: 1, patienceMs: 60_000 };
  house = await openHouse({ now: () => NOW, receipts, admission });
});
afterAll(() => house?.close());

async function ask(who: PersonaName) {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await house.tokenOf(who)}` },
    body: JSON.stringify(QUESTION),
  });
  return { status: response.status, retry: response.headers.get('retry-after'), body: await response.json() };
}

const REFUSED = {
  status: 503,
  retry: '1',
  body: { errors: [{ message: expect.any(String), extensions: { code: 'OVERLOADED' } }] },
};

test('beyond what can be answered a request is refused at once, a person takes the place of a machine that waits, and those let in are answered whole', async () => {
  shut();
  const inside = [ask('district-officer'), ask('citizen')];
  await expect.poll(() => arrived).toBe(2);
  const machine = ask('state-upen');
  // Of the two who come now one waits, and it is the person whoever came first.
  const person = ask('district-officer');
  expect(await machine).toEqual(REFUSED);
  expect(await ask('state-upen')).toEqual(REFUSED);

  open();
  for (const { status, body } of await Promise.all([...inside, person])) {
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { household: { id: QUESTION.variables.id } } });
  }
  expect((await ask('state-upen')).status).toBe(200);
});

test('health and readiness are told while nobody more is let in', async () => {
  shut();
  const inside = [ask('district-officer'), ask('citizen')];
  await expect.poll(() => arrived).toBe(2);

  for (const path of ['/health/live', '/health/ready']) {
    expect((await fetch(`${house.url}${path}`)).status).toBe(200);
  }
  open();
  await Promise.all(inside);
});
