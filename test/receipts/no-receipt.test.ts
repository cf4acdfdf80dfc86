import { setTimeout as wait } from 'node:timers/promises';
import { memoryReceipts } from '@seisi/gateway/receipts.testing';
import { castOf } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { canonical } from '@seisi/schema/receipt/canonical';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const { known, elsewhere } = castOf(1);
const HOUSEHOLD = 'query($id: ID!) { household(id: $id) { registrationNumber members { person { name } } } }';
const MIXED =
  'query($id: ID!) { one: household(id: $id) { registrationNumber } states { code } viewer { id } }';
const GIVE =
  'mutation($input: GiveConsentInput!) { giveConsent(input: $input) { consent { id consent { status } } } }';
const MINE = '{ consents { edges { node { id consent { agencyCode } } } } }';

let settling: () => Promise<void> = async () => {};
const receipts = memoryReceipts(() => settling());
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts });
});
afterAll(() => house?.close());
afterEach(() => {
  receipts.taken();
  receipts.refuse(() => false);
  settling = async () => {};
});

const consent = (idempotencyKey: string) => ({
  input: {
    agencyCode: personas.ngo.token.agency,
    purpose: 'SERVICE_DELIVERY',
    classes: ['contact'],
    until: '2026-12-31',
    idempotencyKey,
  },
});

test.each([
  ['found', known.id],
  ['out of reach', elsewhere.id],
  ['nobody', '00000000-0000-4000-8000-000000000000'],
])(
  'where no receipt can be kept, a question about %s is AUDIT_UNAVAILABLE and 503, byte for byte',
  async (_who, id) => {
    receipts.refuse(() => true);
    const answer = await house.ask('district-officer', { query: HOUSEHOLD, variables: { id } });

    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.text)).toEqual({
      data: null,
      errors: [
        {
          message: expect.stringContaining('nothing about anyone leaves'),
          path: ['household'],
          extensions: { code: 'AUDIT_UNAVAILABLE' },
        },
      ],
    });
  },
);

test('reference data in the same question goes on, and everything that can tell of somebody does not', async () => {
  receipts.refuse(() => true);
  const answer = await house.ask('district-officer', { query: MIXED, variables: { id: known.id } });

  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ one: null, states: expect.arrayContaining([{ code: '05' }]), viewer: null });
  expect(answer.errors.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['one'], { code: 'AUDIT_UNAVAILABLE' }],
    [['viewer'], { code: 'AUDIT_UNAVAILABLE' }],
  ]);
  expect(JSON.parse(answer.text)).not.toHaveProperty('extensions');
});

test('what can tell of nobody waits for no receipt: reference data, the schema, what is closed to whoever asks', async () => {
  receipts.refuse(() => true);
  const states = await house.ask(null, { query: '{ states { code } __typename }' });
  const schema = await house.ask('district-officer', { query: '{ __schema { queryType { name } } }' });
  const closed = await house.ask(null, { query: HOUSEHOLD, variables: { id: known.id } });

  expect([states, schema, closed].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(closed.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('no byte of an answer leaves before its receipt is kept, whoever was found', async () => {
  const gate = Promise.withResolvers<void>();
  settling = () => gate.promise;
  const left: string[] = [];
  const asked = [known.id, elsewhere.id].map(async (id) => {
    const answer = await house.ask('district-officer', { query: HOUSEHOLD, variables: { id } });
    left.push(id);
    return answer;
  });
  await wait(500);
  const early = [...left];
  gate.resolve();
  const answers = await Promise.all(asked);

  expect(early).toEqual([]);
  expect(answers.map(({ data }) => data.household === null)).toEqual([false, true]);
  expect(
    receipts
      .taken()
      .map(({ entries }) => entries.length > 0)
      .sort(),
  ).toEqual([false, true]);
});

test('a question has one operation, whatever values it is asked with, in the document or beside it', async () => {
  const asking = (query: string, variables = {}) => house.ask('district-officer', { query, variables });
  const literal = (id: string) => asking(`{ household(id: "${id}") { registrationNumber } }`);
  await literal(known.id);
  await literal(elsewhere.id);
  await asking(HOUSEHOLD, { id: known.id });
  await asking(HOUSEHOLD, { id: elsewhere.id });
  const operations = receipts.taken().map(({ operation }) => operation);

  expect(operations).toEqual([operations[0], operations[0], operations[2], operations[2]]);
  expect(new Set(operations).size).toBe(2);
  for (const operation of operations) expect(operation).toMatch(/^[\w-]{43}$/);
});

test('a mutation has an intent before it runs, and an outcome that names it; so has each time that it is repeated', async () => {
  const first = await house.ask('second-adult', { query: GIVE, variables: consent('twice') });
  const [intent, outcome, ...others] = receipts.taken();
  const again = await house.ask('second-adult', { query: GIVE, variables: consent('twice') });
  const repeated = receipts.taken();

  expect(first.errors).toEqual([]);
  expect(intent).toMatchObject({
    kind: 'INTENT',
    of: null,
    entries: [],
    header: { basis: 'SELF', basisId: null },
  });
  expect(outcome).toMatchObject({ kind: 'OUTCOME', of: intent?.id, operation: intent?.operation });
  expect(others).toEqual([]);
  expect(outcome?.entries.map(({ text }) => JSON.parse(text))).toMatchObject([
    {
      told: [
        {
          class: 'receipts',
          ground: 'SELF',
          fields: expect.arrayContaining(['Consent.status', 'GiveConsentInput.classes']),
        },
      ],
    },
  ]);
  expect(again.data).toEqual(first.data);
  expect(repeated.map(({ kind }) => kind)).toEqual(['INTENT', 'OUTCOME']);
  expect(repeated[1]?.of).toBe(repeated[0]?.id);
  expect(repeated[1]?.entries).toEqual(outcome?.entries);
  expect(new Set([intent, outcome, ...repeated].map((draft) => draft?.id)).size).toBe(4);
});

test('another’s idempotency key gives nothing: neither an answer nor an entry about whose it is', async () => {
  const own = await house.ask('second-adult', { query: GIVE, variables: consent('whose') });
  const [, { entries: owner } = { entries: [] }] = receipts.taken();
  const other = await house.ask('citizen', { query: GIVE, variables: consent('whose') });
  const [, outcome] = receipts.taken();

  expect(other.data?.giveConsent?.consent?.id).not.toBe(own.data.giveConsent.consent.id);
  const ownKeys = owner.map(({ key }) => key);
  expect(ownKeys).toHaveLength(1);
  expect(outcome?.entries.filter(({ key }) => ownKeys.includes(key))).toEqual([]);
});

test('where no intent can be kept nothing is done', async () => {
  receipts.refuse(({ kind }) => kind === 'INTENT');
  const refused = await house.ask('second-adult', { query: GIVE, variables: consent('not-begun') });
  receipts.refuse(() => false);
  const before = await house.ask('second-adult', { query: MINE });
  await house.ask('second-adult', { query: GIVE, variables: consent('not-begun') });
  const after = await house.ask('second-adult', { query: MINE });

  expect(refused.status).toBe(503);
  expect(refused.data).toBeNull();
  expect(refused.errors).toMatchObject([{ extensions: { code: 'AUDIT_UNAVAILABLE' } }]);
  expect(refused.errors[0]?.message).toContain('Nothing was done');
  expect(after.data.consents.edges).toHaveLength(before.data.consents.edges.length + 1);
});

test('where no outcome can be kept the error says that the step was taken, and the same key tells its result', async () => {
  receipts.refuse(({ kind }) => kind === 'OUTCOME');
  const hidden = await house.ask('second-adult', { query: GIVE, variables: consent('not-told') });
  const intents = receipts.taken();
  receipts.refuse(() => false);
  const before = await house.ask('second-adult', { query: MINE });
  const told = await house.ask('second-adult', { query: GIVE, variables: consent('not-told') });
  const after = await house.ask('second-adult', { query: MINE });

  expect(intents.map(({ kind }) => kind)).toEqual(['INTENT']);
  expect(hidden.status).toBe(503);
  expect(hidden.data).toBeNull();
  expect(hidden.errors).toMatchObject([{ path: ['giveConsent'], extensions: { code: 'AUDIT_UNAVAILABLE' } }]);
  expect(hidden.errors[0]?.message).toContain('The step was taken; the same idempotency key');
  expect(told.errors).toEqual([]);
  expect(told.data.giveConsent.consent.consent.status).toBe('IN_FORCE');
  expect(after.data.consents.edges).toEqual(before.data.consents.edges);
});

test('the header says who asked, on what ground and why', async () => {
  await house.ask('hospital', { query: HOUSEHOLD, variables: { id: known.id } });
  await house.ask('district-officer', { query: HOUSEHOLD, variables: { id: known.id } });
  await house.ask('citizen', { query: HOUSEHOLD, variables: { id: known.id } });
  const none = { basisId: null, agency: null, purpose: null, legalBasis: null };

  expect(receipts.taken().map(({ header }) => canonical(header))).toEqual(
    [
      {
        viewer: { kind: 'AGENCY_CLIENT', id: personas.hospital.token.sub },
        basis: 'AGREEMENT',
        basisId: 'AGR-2025-001',
        agency: 'hospital-tuanku',
        purpose: 'SERVICE_DELIVERY',
        legalBasis: 'AGREEMENT',
      },
      {
        ...none,
        viewer: { kind: 'OFFICER', id: personas['district-officer'].token.sub },
        basis: 'POSTING',
        basisId: 'POS-002',
        agency: 'jkm',
      },
      { ...none, viewer: { kind: 'CITIZEN', id: personas.citizen.token.sub }, basis: 'SELF' },
    ].map(canonical),
  );
});
