import { openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import { classSet } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type DocumentRow, documents } from './document.table.ts';
import { requires, STAGES, stored } from './draft.testing.ts';
import { subgraph } from './subgraph.ts';

const CLASSES = ['aid', 'income', 'contact', 'employment', 'area', 'kinship.count'] as const;
const citizen = (personKey: string, classes: readonly DataClass[] = CLASSES): Passport =>
  passportFor({ kind: 'SELF', personKey, classes: classSet(classes), adult: true } as never, {
    viewer: { id: `citizen ${personKey}`, kind: 'CITIZEN', agency: null, person: personKey } as never,
  });
const CONTENT = `draft { revision missing household { district members minors monthlyIncome }
  employment { status monthlyIncome } aid { reason receives } contact { phone email language } }`;

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

let database: TestDatabase;
let room: TestRoom;
let own: string;
/** Where the register of households has whoever asks. */
let home: () => unknown;
beforeAll(async () => {
  database = await testDatabase();
  room = openTestRoom(subgraph, database.roomUrl('aid'), {
    inquire: async ({ by, name, subject }) => {
      expect([by, name]).toEqual(['aid', 'DISTRICT']);
      expect(subject).toMatch(/^[0-9a-f-]{36}$/);
      return home();
    },
  });
});
afterAll(async () => {
  await room.close();
  await database.close();
});
beforeEach(() => {
  home = () => null;
  own = crypto.randomUUID();
});

/** Takes an act; gives the identifier of what came of it, null where nothing did, or the codes of the refusal. */
async function act(field: string, input: object, passport = citizen(own)): Promise<Json> {
  const payload = field === 'submitApplication' ? 'application' : 'draft';
  const text = `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { ${payload} { id } } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await room.ask(text, { input: given }, passport);
  if (errors !== undefined) return errors.map(({ extensions }) => extensions?.['code']);
  return (data as Json)[field][payload]?.id ?? null;
}

/** A draft as its citizen reads it. */
async function read(id: string, passport = citizen(own)): Promise<Json> {
  const person = { key: own, grant: grantOf(own, CLASSES, passport) };
  const { data } = await room.ask(
    `query ($all: [_Any!]!) { _entities(representations: $all) { ... on DraftFile { ${CONTENT} } } }`,
    { all: [{ __typename: 'DraftFile', id, person }] },
    passport,
  );
  return (data as Json)._entities[0]?.draft ?? null;
}

async function filled(scheme = 'BBB'): Promise<{ draft: string; revision: number }> {
  const draft = await act('startApplication', { scheme });
  for (const [place, [field, stated]] of STAGES.entries())
    expect(await act(field, { draft, revision: place + 1, ...stated })).toBe(draft);
  return { draft, revision: STAGES.length + 1 };
}

async function attach(draftId: string, kind: DocumentRow['kind'], status: DocumentRow['status']) {
  const { db, close } = openDatabase(database.adminUrl);
  const id = crypto.randomUUID();
  const of = { id, draftId, personKey: own, by: `citizen ${own}`, requestedAt: new Date(NOW) };
  await db.insert(documents).values({ ...of, kind, status });
  await close();
}

test('a draft is filled in stages, reviewed whole, and submitted as it was reviewed', async () => {
  const { draft, revision } = await filled();
  expect(await read(draft)).toEqual({
    ...{ revision, missing: [] },
    household: { district: '5_5', members: 4, minors: 2, monthlyIncome: 90_000 },
    employment: { status: 'UNEMPLOYED', monthlyIncome: 0 },
    aid: { reason: 'The father is ill.', receives: ['BA'] },
    contact: { phone: '+60123456789', email: 'ana@example.my', language: 'EN' },
  });

  const id = await act('submitApplication', { draft, revision });
  const { application, statement, contact, steps } = await stored(database, id);
  const at = new Date(NOW);
  expect(application).toMatchObject({
    ...{ applicantKey: own, schemeCode: 'BBB', state: '05', district: '5_5', status: 'IN_PROCESS' },
    ...{ submittedAt: at, completeAt: at, reference: expect.stringMatching(/^JKM-2026-\d{9}$/) },
  });
  expect(statement).toMatchObject({ household: { members: 4 }, aid: { receives: ['BA'] } });
  expect(contact).toMatchObject({ phone: '+60123456789', language: 'EN' });
  expect(steps).toMatchObject([{ act: 'SUBMIT', fromStatus: null, toStatus: 'IN_PROCESS' }]);
  expect(await read(draft)).toBeNull();
});

test('the office of the place where the register has the applicant handles it, whatever place was stated, which is kept', async () => {
  home = () => ({ state: '01', district: '1_3' });
  const {
    application,
    statement,
    clocks: running,
  } = await stored(database, await act('submitApplication', await filled()));
  expect(application).toMatchObject({ state: '01', district: '1_3' });
  expect(statement).toMatchObject({ household: { state: '05', district: '5_5' } });
  // Its days are counted by the calendar of that state.
  expect(running).toMatchObject([{ kind: 'DECISION', state: '01' }]);
});

test.each([
  ['is away', () => Promise.reject(new Error('away'))],
  ['says something else', () => ({ state: 'Selangor' })],
  ['says nothing', () => undefined],
])('while the register of households %s nothing is sent, and the draft is as it was', async (_what, says) => {
  const asked = await filled();
  home = says;
  expect(await act('submitApplication', asked)).toEqual(['SOURCE_UNAVAILABLE']);
  home = () => null;
  expect(await act('submitApplication', asked)).toEqual(expect.any(String));
});

test('what was not reviewed is not submitted, and of two devices the second is told', async () => {
  const { draft, revision } = await filled();
  const [, household] = STAGES[0];
  const both = [1, 2].map((members) =>
    act('stateHousehold', { draft, revision, ...household, members, minors: 0 }),
  );
  expect(await Promise.all(both)).toContainEqual(['STEP_REFUSED']);
  expect(await act('submitApplication', { draft, revision })).toEqual(['STEP_REFUSED']);
  expect(await act('submitApplication', { draft, revision: revision + 1 })).toEqual(expect.any(String));
});

test('a draft that lacks a stage is not submitted, and the refusal names it', async () => {
  const draft = await act('startApplication', { scheme: 'BKK' });
  expect((await read(draft)).missing).toEqual(['HOUSEHOLD', 'EMPLOYMENT', 'AID', 'CONTACT']);
  expect(await act('submitApplication', { draft, revision: 1 })).toEqual(['STEP_REFUSED']);
});

test('under one scheme a person has one open application; submitting twice by one key is one', async () => {
  const [first, second] = [await filled(), await filled()];
  const idempotencyKey = crypto.randomUUID();
  const twice = [1, 2].map(() => act('submitApplication', { ...first, idempotencyKey }));
  const [id, again] = await Promise.all(twice);
  expect(again).toBe(id);
  expect(await act('submitApplication', second)).toEqual(['STEP_REFUSED']);
  expect(await act('submitApplication', await filled('BA'))).toEqual(expect.any(String));
});

test('of two drafts of one scheme that are submitted at once one becomes an application', async () => {
  const both = [await filled('BA'), await filled('BA')];
  const came = await Promise.all(both.map((one) => act('submitApplication', one)));
  expect(came).toContainEqual(['STEP_REFUSED']);
  expect(came).toContainEqual(expect.any(String));
});

test('what is complete at submission is decided within 30 working days of it, and no other clock runs', async () => {
  const id = await act('submitApplication', await filled());
  expect((await stored(database, id)).clocks).toMatchObject([
    { kind: 'DECISION', days: 30, counts: 'WORKING', startedOn: '2026-11-22', endedOn: null },
  ]);
});

test('what lacks a document that its scheme requires waits for it, 14 days, and is not complete', async () => {
  await requires(database, 'BAN', 'MYKAD', true, null);
  await requires(database, 'BAN', 'UTILITY_BILL', true, null);
  await requires(database, 'BAN', 'OTHER', false, null);
  await requires(database, 'BAN', 'QUOTATION', true, '2026-11-21');
  const { draft, revision } = await filled('BAN');
  await attach(draft, 'MYKAD', 'STORED');
  await attach(draft, 'UTILITY_BILL', 'REFUSED');

  const id = await act('submitApplication', { draft, revision });
  const { application, steps, clocks, documents } = await stored(database, id);
  expect(application).toMatchObject({ status: 'DOCUMENTS_REQUIRED', completeAt: null });
  expect(steps).toMatchObject([
    { act: 'SUBMIT', by: `citizen ${own}` },
    { act: 'ASK_FOR_DOCUMENTS', by: 'system', reason: 'Submitted without UTILITY_BILL.' },
  ]);
  expect(clocks).toMatchObject([{ kind: 'COMPLETENESS', days: 14, dueOn: '2026-12-06', endedOn: null }]);
  expect(documents.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual([
    'MYKAD STORED',
    'UTILITY_BILL AWAITED',
    'UTILITY_BILL REFUSED',
  ]);
});

test('nobody reads, changes or submits another’s draft, and no officer any', async () => {
  const { draft, revision } = await filled();
  const [other, officer] = [citizen(crypto.randomUUID()), passportFor(posting(CLASSES))];
  expect(await read(draft, other)).toBeNull();
  expect(await read(draft, officer)).toBeNull();
  for (const field of ['submitApplication', 'discardDraft'] as const) {
    const input = field === 'discardDraft' ? { draft } : { draft, revision };
    expect(await act(field, input, other)).toEqual(['NOT_FOUND']);
    expect(await act(field, input, officer)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  }
  expect(await read(draft)).toMatchObject({ revision });
});

test('what is discarded is gone, and ten drafts are the most', async () => {
  const draft = await act('startApplication', { scheme: 'BKK' });
  expect(await act('discardDraft', { draft })).toBeNull();
  expect(await act('discardDraft', { draft })).toEqual(['NOT_FOUND']);
  for (let one = 1; one <= 10; one += 1) await act('startApplication', { scheme: 'BKK' });
  expect(await act('startApplication', { scheme: 'BKK' })).toEqual(['STEP_REFUSED']);
});

test.each([
  ['startApplication', { scheme: 'NONE' }],
  ['stateHousehold', { district: '17_1', members: 1, minors: 0, monthlyIncome: 0 }],
  ['stateHousehold', { district: 'Seremban', members: 1, minors: 0, monthlyIncome: 0 }],
  ['stateHousehold', { district: '5_5', members: 0, minors: 0, monthlyIncome: 0 }],
  ['stateHousehold', { district: '5_5', members: 51, minors: 0, monthlyIncome: 0 }],
  ['stateHousehold', { district: '5_5', members: 1, minors: 2, monthlyIncome: 0 }],
  ['stateHousehold', { district: '5_5', members: 1, minors: 0, monthlyIncome: -1 }],
  ['stateEmployment', { status: 'EMPLOYED', monthlyIncome: 100_000_001 }],
  ['stateAid', { reason: ' ', receives: [] }],
  ['stateAid', { reason: 'x', receives: ['bkk; drop'] }],
  ['stateContact', { language: 'MS' }],
  ['stateContact', { phone: '03-8323 1000' }],
  ['stateContact', { email: 'a@b@c.my' }],
  ['stateContact', { email: 'ana@example.my\nBcc: all@example.my' }],
])('%s refuses %o with the name of what does not fit', async (field, input) => {
  const draft = await act('startApplication', { scheme: 'BKK' });
  expect(await act(field, field === 'startApplication' ? input : { draft, revision: 1, ...input })).toEqual([
    'BAD_USER_INPUT',
  ]);
  expect(await read(draft)).toMatchObject({ revision: 1, missing: expect.arrayContaining(['HOUSEHOLD']) });
});
