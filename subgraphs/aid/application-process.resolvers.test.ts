import { openDatabase } from '@seisi/host/database';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { classSet, type DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { documents } from './document.table.ts';
import { subgraph } from './subgraph.ts';

const CLASSES = ['aid', 'aid.note'] as const satisfies readonly DataClass[];
const officer = (id: string, classes: readonly DataClass[] = CLASSES, areas = ['05']) =>
  passportFor(posting(classes, areas), { viewer: { id } });
const citizen = (personKey: string): Passport =>
  passportFor({ kind: 'SELF', personKey, classes: classSet(CLASSES), adult: true } as never, {
    viewer: { id: `citizen ${personKey}`, kind: 'CITIZEN', agency: null, person: personKey } as never,
  });
const OUTSIDE = idOf('person', 666);
const CONTENT = `application { status decidedAt decision { reason } award { amount startsOn endsOn }
  steps { act fromStatus toStatus reason } investigations { visitedOn findings householdIncome }
  proposal { outcome reason isDiscretionary amount startsOn } }`;

let database: TestDatabase;
let room: TestRoom;
let nth = 0;
let id: string;
beforeAll(async () => {
  database = await testDatabase();
  room = openTestRoom(subgraph, database.roomUrl('aid'), {
    reach: async ({ subjects }) => subjects.map(({ key }) => key).filter((key) => key !== OUTSIDE),
  });
});
afterAll(async () => {
  await room.close();
  await database.close();
});
beforeEach(async () => {
  id = await lodged();
});

/** An application in process; gives its identifier. */
async function lodged(given: Parameters<typeof anApplication>[1] = {}): Promise<string> {
  nth += 1;
  const undecided = { status: 'IN_PROCESS', decidedAt: null, decisionReason: null } as const;
  const noAward = { awardAmount: null, awardStartsOn: null } as const;
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(applications).values(anApplication(nth, { ...undecided, ...noAward, ...given }));
  await admin.close();
  return idOf('application', nth);
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

/** Takes an act; gives the application's identifier, or the codes of the refusal. */
async function act(field: string, passport: Passport, input: object = {}): Promise<Json> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { application { id } } }`;
  const given = { application: id, idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await room.ask(text, { input: given }, passport);
  return (data as Json)?.[field]?.application.id ?? errors?.map(({ extensions }) => extensions?.['code']);
}

/** What stands in the file now, to an officer. */
async function read(classes: readonly DataClass[] = CLASSES): Promise<Json> {
  const passport = officer('reader', classes);
  const applicant = { key: idOf('person', nth), grant: grantOf(idOf('person', nth), classes, passport) };
  const { data } = await room.ask(
    `query ($all: [_Any!]!) { _entities(representations: $all) { ... on ApplicationFile { ${CONTENT} } } }`,
    { all: [{ __typename: 'ApplicationFile', id, applicant }] },
    passport,
  );
  return (data as Json)._entities[0].application;
}

const APPROVAL = { outcome: 'APPROVE', reason: 'Below the line.', amount: 60_000, startsOn: '2026-12-01' };
const REFUSAL = { outcome: 'REJECT', reason: 'Above the line.' };

test('what one officer proposes is decided when another confirms it, with its award', async () => {
  expect(await act('proposeDecision', officer('one'), APPROVAL)).toBe(id);
  expect(await read()).toMatchObject({
    status: 'IN_PROCESS',
    award: null,
    proposal: { outcome: 'APPROVE', isDiscretionary: false, amount: 60_000 },
  });

  expect(await act('confirmDecision', officer('two'))).toBe(id);
  expect(await read()).toMatchObject({
    status: 'APPROVED',
    proposal: null,
    decision: { reason: 'Below the line.' },
    award: { amount: 60_000, startsOn: '2026-12-01', endsOn: null },
    steps: [{ act: 'APPROVE', fromStatus: 'IN_PROCESS', toStatus: 'APPROVED', reason: 'Below the line.' }],
  });
});

test('nobody confirms or declines what they proposed themselves', async () => {
  await act('proposeDecision', officer('one'), REFUSAL);
  expect(await act('confirmDecision', officer('one'))).toEqual(['STEP_REFUSED']);
  expect(await act('declineDecision', officer('one'), { reason: 'No.' })).toEqual(['STEP_REFUSED']);
  expect(await read()).toMatchObject({ status: 'IN_PROCESS', steps: [], proposal: { outcome: 'REJECT' } });
});

test('what is declined is not decided, and another proposal may follow', async () => {
  await act('proposeDecision', officer('one'), REFUSAL);
  expect(await act('proposeDecision', officer('two'), APPROVAL)).toEqual(['STEP_REFUSED']);
  expect(await act('declineDecision', officer('two'), { reason: 'The income is old.' })).toBe(id);
  expect(await read()).toMatchObject({ status: 'IN_PROCESS', proposal: null, steps: [] });
  expect(await act('proposeDecision', officer('two'), APPROVAL)).toBe(id);
});

test('of two officers who confirm at once one decides', async () => {
  await act('proposeDecision', officer('one'), APPROVAL);
  const both = await Promise.all([
    act('confirmDecision', officer('two')),
    act('confirmDecision', officer('three')),
  ]);
  expect(both).toContainEqual(['STEP_REFUSED']);
  expect(both).toContain(id);
  expect((await read()).steps).toHaveLength(1);
});

test('the same key twice is one effect and one answer', async () => {
  await act('proposeDecision', officer('one'), APPROVAL);
  const idempotencyKey = crypto.randomUUID();
  const both = [1, 2, 3].map(() => act('confirmDecision', officer('two'), { idempotencyKey }));
  expect(await Promise.all(both)).toEqual([id, id, id]);
  expect((await read()).steps).toHaveLength(1);
});

test('an application that waits for documents is not decided, and goes on when it is complete', async () => {
  const kinds = ['INCOME_PROOF', 'UTILITY_BILL', 'INCOME_PROOF'];
  expect(await act('askForDocuments', officer('one'), { kinds, reason: 'They are missing.' })).toBe(id);
  expect(await act('proposeDecision', officer('one'), APPROVAL)).toEqual(['STEP_REFUSED']);
  expect(await act('completeApplication', officer('two'))).toBe(id);
  expect(await act('completeApplication', officer('two'))).toEqual(['STEP_REFUSED']);
  expect((await read()).steps.map(({ act: taken }: Json) => taken)).toEqual([
    'ASK_FOR_DOCUMENTS',
    'COMPLETE',
  ]);
});

test('an applicant completes the own application once nothing is awaited, and nobody else’s', async () => {
  const applicant = (nr: number) => citizen(idOf('person', nr));
  await act('askForDocuments', officer('one'), { kinds: ['INCOME_PROOF'], reason: 'It is missing.' });
  expect(await act('completeApplication', applicant(nth))).toEqual(['STEP_REFUSED']);
  expect(await read()).toMatchObject({ status: 'DOCUMENTS_REQUIRED' });

  const admin = openDatabase(database.adminUrl);
  await admin.db.update(documents).set({ status: 'STORED' }).where(eq(documents.applicationId, id));
  await admin.close();
  expect(await act('completeApplication', applicant(nth + 1))).toEqual(['NOT_FOUND']);
  expect(await act('completeApplication', applicant(nth))).toBe(id);
  expect(await read()).toMatchObject({ status: 'IN_PROCESS' });
  expect(await act('proposeDecision', applicant(nth), APPROVAL)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('what an officer found is kept, with the incomes to whom incomes are open', async () => {
  const found = { visitedOn: '2026-11-20', findings: 'Two rooms, five people.', householdIncome: 90_000 };
  expect(await act('recordInvestigation', officer('one'), found)).toBe(id);
  expect((await read([...CLASSES, 'income'])).investigations).toEqual([found]);
  expect((await read()).investigations).toEqual([{ ...found, householdIncome: null }]);
});

test('what does not fit is refused with the name of what is wrong, and nothing is kept', async () => {
  const faults: readonly (readonly [string, object])[] = [
    ['proposeDecision', { ...APPROVAL, amount: null }],
    ['proposeDecision', { ...APPROVAL, amount: 0 }],
    ['proposeDecision', { ...APPROVAL, amount: 100_000_001 }],
    ['proposeDecision', { ...APPROVAL, endsOn: '2026-11-30' }],
    ['proposeDecision', { ...REFUSAL, amount: 1 }],
    ['proposeDecision', { ...REFUSAL, reason: ' ' }],
    ['recordInvestigation', { visitedOn: '2026-11-23', findings: 'Tomorrow.' }],
    ['recordInvestigation', { visitedOn: '2026-11-20', findings: 'x', ownIncome: -1 }],
    ['askForDocuments', { kinds: [], reason: 'None.' }],
    ['confirmDecision', { idempotencyKey: '' }],
    ['confirmDecision', { application: 'none' }],
  ];
  for (const [field, input] of faults)
    expect(await act(field, officer('one'), input), JSON.stringify(input)).toEqual(['BAD_USER_INPUT']);
  expect(await read()).toMatchObject({ steps: [], investigations: [], proposal: null });
});

test('an officer of another area, for whom the applicant is out of reach, or without the duty, decides nothing', async () => {
  expect(await act('proposeDecision', officer('one', CLASSES, ['06']), REFUSAL)).toEqual(['NOT_FOUND']);
  expect(await act('proposeDecision', officer('one', ['aid']), REFUSAL)).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const elsewhere = passportFor({ ...posting(CLASSES, ['05']), agency: 'icu' } as never);
  expect(await act('proposeDecision', elsewhere, REFUSAL)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  id = await lodged({ applicantKey: OUTSIDE });
  expect(await act('proposeDecision', officer('one'), REFUSAL)).toEqual(['NOT_FOUND']);
  id = crypto.randomUUID();
  expect(await act('proposeDecision', officer('one'), REFUSAL)).toEqual(['NOT_FOUND']);
});
