import { NOW, passportFor, posting } from '@seisi/host/testing';
import type { LogFacts } from '@seisi/schema/facts-mint';
import type { Passport } from '@seisi/schema/passport';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { brought, citizen, household, type LogWorld, openLogWorld, person, told } from './log.testing.ts';

const OFFICER = passportFor(posting(['receipts', 'case']), { viewer: { id: 'data-officer' } });
const LOG = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
  accessLog { edges { node { id receipt { number } contest { status reason dueOn isOverdue answer steps { act text } } } } } } } }`;
const FILE = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ContestFile {
  id contest { status raisedAt reason dueOn answer answeredAt
    access { at about purpose receiptNumber account told { class fields } } steps { act at text } } } } }`;
const CONTESTS = 'query ($status: ContestStatus) { contests(status: $status) { edges { node { id } } } }';

/** The hidden keys that the deciding room says are within reach. */
const reached = new Set<string>();
let world: LogWorld;
beforeAll(async () => {
  world = await openLogWorld(async ({ subjects }) =>
    subjects.map(({ key }) => key).filter((key) => reached.has(key)),
  );
});
afterAll(() => world.close());

let own: string;
beforeEach(() => {
  own = crypto.randomUUID();
  reached.add(own);
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

async function logOf(key: string, homes: LogFacts['homes'] = []): Promise<Json[]> {
  const passport = citizen(key);
  const { data, errors } = await world.room.ask(
    LOG,
    { representations: [brought(key, passport, homes)] },
    passport,
  );
  expect(errors).toBeUndefined();
  return (data as Json)._entities[0].accessLog.edges.map(({ node }: Json) => node);
}

/** Takes a step; gives the contest's id, or the codes of the refusal. */
async function step(field: string, type: string, input: object, passport: Passport) {
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { contest { id } } }`;
  const { data, errors } = await world.room.ask(text, { input }, passport);
  return (data as Json)?.[field]?.contest.id ?? errors?.map(({ extensions }) => extensions?.['code']);
}
const contest = (entry: string, passport = citizen(own), given: object = {}) =>
  step(
    'contestAccess',
    'ContestAccessInput',
    { entry, reason: 'I was never there.', idempotencyKey: crypto.randomUUID(), ...given },
    passport,
  );
const answer = (id: string, passport = OFFICER, given: object = {}) =>
  step(
    'answerContest',
    'AnswerContestInput',
    { id, finding: 'EXPLAINED', answer: 'A yearly review.', idempotencyKey: crypto.randomUUID(), ...given },
    passport,
  );
const extend = (id: string, passport = OFFICER) =>
  step(
    'extendContest',
    'ExtendContestInput',
    { id, reason: 'The officer is away.', idempotencyKey: crypto.randomUUID() },
    passport,
  );

/** What a file shows to whoever asks with their own grant of the person. */
async function fileOf(id: string, passport: Passport): Promise<{ contest: Json; errors: unknown }> {
  const { grant } = brought(own, passport, null, ['receipts', 'register']);
  const representations = [
    { __typename: 'ContestFile', id, person: { __typename: 'Person', key: own, grant } },
  ];
  const { data, errors } = await world.room.ask(FILE, { representations }, passport);
  const codes = errors?.map(({ extensions }) => [extensions?.['coordinate'], extensions?.['reason']]);
  return { contest: (data as Json)?._entities[0]?.contest ?? null, errors: codes };
}

async function listed(passport: Passport, status?: string): Promise<string[] | unknown> {
  const { data, errors } = await world.room.ask(CONTESTS, { status }, passport);
  return (data as Json)?.contests?.edges.map(({ node }: Json) => node.id) ?? errors?.[0]?.extensions;
}

/** An entry about the own person, by an officer of JKM. */
async function anEntry(): Promise<string> {
  const { id } = await world.keep({
    entries: [{ subject: person(own), told: [told('income'), told('aid')] }],
  });
  const [entry] = await logOf(own);
  expect(entry.receipt.number).toBe(id);
  return entry.id;
}

test('a person contests an entry, the data officer of the agency answers, and every step stands in the log', async () => {
  const id = await contest(await anEntry());
  expect((await logOf(own))[0].contest).toEqual({
    ...{
      status: 'RAISED',
      reason: 'I was never there.',
      dueOn: '2026-12-13',
      isOverdue: false,
      answer: null,
    },
    steps: [{ act: 'RAISE', text: 'I was never there.' }],
  });

  expect(await extend(id)).toBe(id);
  expect(await answer(id, OFFICER, { finding: 'UPHELD', answer: 'It should not have happened.' })).toBe(id);
  expect((await logOf(own))[0].contest).toEqual({
    ...{ status: 'UPHELD', reason: 'I was never there.', dueOn: '2026-12-27', isOverdue: false },
    answer: 'It should not have happened.',
    steps: [
      { act: 'RAISE', text: 'I was never there.' },
      { act: 'EXTEND', text: 'The officer is away.' },
      { act: 'UPHOLD', text: 'It should not have happened.' },
    ],
  });
});

test('the data officer reads what was contested and whose account looked; the person reads all but the account', async () => {
  const id = await contest(await anEntry());
  const access = {
    ...{ at: new Date(NOW).toISOString(), about: 'PERSON', purpose: null, receiptNumber: expect.any(String) },
    told: [
      { class: 'income', fields: ['Person.income'] },
      { class: 'aid', fields: ['Person.aid'] },
    ],
  };

  const toOfficer = await fileOf(id, OFFICER);
  expect(toOfficer.errors).toBeUndefined();
  expect(toOfficer.contest.access).toEqual({ ...access, account: 'officer-1' });
  const toPerson = await fileOf(id, citizen(own));
  expect(toPerson.contest.access).toEqual({ ...access, account: null });
  expect(toPerson.errors).toEqual([['ContestedAccess.account', 'NOT_FOR_THIS_SUBJECT']]);
});

test('contests are listed to their person and to the data officer of that agency, about people within reach', async () => {
  const id = await contest(await anEntry());
  const ofAgency = (agency: string) =>
    passportFor({
      ...(posting(['receipts', 'case']) as Extract<Passport['basis'], { kind: 'POSTING' }>),
      agency,
    });

  expect(await listed(citizen(own))).toEqual([id]);
  expect(await listed(citizen(crypto.randomUUID()))).toEqual([]);
  expect(await listed(OFFICER)).toContain(id);
  expect(await listed(OFFICER, 'UPHELD')).not.toContain(id);
  expect(await listed(ofAgency('ngo'))).toEqual([]);
  reached.delete(own);
  expect(await listed(OFFICER)).not.toContain(id);
  expect(await answer(id)).toEqual(['NOT_FOUND']);
  expect(await listed(passportFor(posting(['receipts'])))).toMatchObject({ class: 'case' });
  expect(await listed(passportFor(NO_BASIS))).toMatchObject({ class: 'receipts' });
});

test('nobody else answers: no auditor, no other agency, no citizen, nor the officer who raised it as a citizen', async () => {
  const id = await contest(await anEntry());
  const basis = posting(['receipts', 'case']) as Extract<Passport['basis'], { kind: 'POSTING' }>;

  expect(await answer(id, passportFor(posting(['receipts'])))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(await answer(id, citizen(own))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(await answer(id, passportFor({ ...basis, agency: 'ngo' }))).toEqual(['NOT_FOUND']);
  expect(await answer(id, passportFor({ ...basis, personKey: own }))).toEqual(['NOT_FOUND']);
  expect(await answer(crypto.randomUUID())).toEqual(['NOT_FOUND']);
  expect(await contest('x', OFFICER)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('an entry of somebody else’s log, a sealed one and one that there is not are not found', async () => {
  const other = crypto.randomUUID();
  const entry = await anEntry();
  const { id: sealed } = await world.keep({
    header: { sealed: true },
    entries: [{ subject: person(own), told: [told('income')] }],
  });

  expect(await contest(entry, citizen(other))).toEqual(['NOT_FOUND']);
  expect(await contest(`${sealed}.${entry.slice(-16)}`)).toEqual(['NOT_FOUND']);
  expect(await contest(`${crypto.randomUUID()}.${entry.slice(-16)}`)).toEqual(['NOT_FOUND']);
  for (const malformed of ['', 'x', sealed, `${entry}0`])
    expect(await contest(malformed)).toEqual(['NOT_FOUND']);
});

test('an entry about the household is contested while the household is within reach, by what is open of it', async () => {
  const home = crypto.randomUUID();
  await world.keep({ entries: [{ subject: household(home), told: [told('kinship'), told('poverty')] }] });
  const homes = [{ key: home, since: '2026-01-01', classes: 1 << 6 }];
  const [entry] = await logOf(own, homes);

  expect(await contest(entry.id)).toEqual(['NOT_FOUND']);
  reached.add(home);
  const id = await contest(entry.id);
  expect((await logOf(own, homes))[0].contest.status).toBe('RAISED');
  expect((await fileOf(id, citizen(own))).contest.access.about).toBe('HOUSEHOLD');
});

test('an entry is contested once, and only where an agency looked', async () => {
  const entry = await anEntry();
  const id = await contest(entry);
  expect(id).toEqual(expect.any(String));
  expect(await contest(entry)).toEqual(['STEP_REFUSED']);

  await world.keep({
    header: { viewer: { kind: 'CITIZEN', id: 'x' }, basis: 'SELF', basisId: null, agency: null },
    entries: [{ subject: person(own) }],
  });
  const [byCitizen] = await logOf(own);
  expect(await contest(byCitizen.id)).toEqual(['STEP_REFUSED']);
});

test('one key is one step: it gives what it gave, and stands for nothing else', async () => {
  const entry = await anEntry();
  const key = { idempotencyKey: 'once' };
  const id = await contest(entry, citizen(own), key);
  expect(await contest(entry, citizen(own), key)).toBe(id);
  expect(await contest(entry, citizen(own), { ...key, reason: 'Something else.' })).toEqual([
    'IDEMPOTENCY_KEY_REUSED',
  ]);
  const answered = { idempotencyKey: `answer-${id}` };
  expect(await answer(id, OFFICER, answered)).toBe(id);
  expect(await answer(id, OFFICER, answered)).toBe(id);
  expect(await answer(id, OFFICER, { ...answered, finding: 'UPHELD' })).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  expect(await answer(id)).toEqual(['STEP_REFUSED']);
  expect((await logOf(own))[0].contest.steps).toHaveLength(2);
});

test('of two at once with one key both are told the same, and of two officers one is told that somebody was faster', async () => {
  const entry = await anEntry();
  const ids = await Promise.all([1, 2].map(() => contest(entry, citizen(own), { idempotencyKey: 'both' })));
  expect(new Set(ids).size).toBe(1);

  const answers = await Promise.all([1, 2].map(() => answer(ids[0])));
  expect(answers.map(String).toSorted()).toEqual([ids[0], 'STEP_REFUSED'].toSorted());
});

test.each([
  ['contestAccess', { reason: '   ' }],
  ['contestAccess', { reason: 'x'.repeat(2_001) }],
  ['contestAccess', { idempotencyKey: '' }],
])('%s with %j is refused', async (_field, given) => {
  expect(await contest('x', citizen(own), given)).toEqual(['BAD_USER_INPUT']);
});
