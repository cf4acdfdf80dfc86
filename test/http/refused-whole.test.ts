import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const RESPONSE = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';
const ACT =
  'mutation { withdrawConsent(input: { id: "00000000-0000-4000-8000-000000000000", idempotencyKey: "x" }) { consent { id } } }';
const WIDE = `{ ${Array.from({ length: 101 }, (_, at) => `a${at}: states { code }`).join(' ')} }`;
const SUBJECT = '{ households { edges { node { id } } } }';

test.each([
  ['an act that the ground does not open', 'dashboard', ACT, 'UNAUTHORIZED_FIELD_OR_TYPE', 403, 403],
  ['an operation above a limit', 'citizen', WIDE, 'OPERATION_TOO_LARGE', 400, 200],
  ['one of several grounds that is not named', 'two-agreements-client', SUBJECT, 'BASIS_REQUIRED', 400, 400],
] as const)(
  '%s is refused whole, by a status that nobody takes for a failure',
  async (_what, who, query, code, asResponse, asJson) => {
    for (const [accept, status] of [
      [RESPONSE, asResponse],
      [JSON_TYPE, asJson],
    ] as const) {
      const answer = await house.ask(who, { query, headers: { accept } });
      expect([answer.status, answer.errors.map(({ extensions }) => extensions.code)]).toEqual([
        status,
        [code],
      ]);
      expect(answer.text).not.toContain('"data"');
    }
    expect(house.notices()).toEqual([]);
  },
);
