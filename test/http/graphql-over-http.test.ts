import { type AuditResult, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

/** The audits ask no address before they are run. */
const AUDITS = serverAudits({ url: () => `${house.url}/graphql` });
const BINDING = AUDITS.filter(({ name }) => /^(MUST|SHOULD)/.test(name));

test('the audits hold the parts of GraphQL over HTTP that bind: 36 of MUST and SHOULD', () => {
  expect(BINDING).toHaveLength(36);
});

test.each(BINDING.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const result: AuditResult = await audit.fn();
  expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
});
