import { openDatabase } from '@seisi/host/database';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidates } from '../../subgraphs/aid/candidate.table.ts';
import {
  programmeCriteria,
  programmeLists,
  programmeRules,
  programmes,
} from '../../subgraphs/aid/programme.table.ts';
import { assessments } from '../../subgraphs/person/assessment.table.ts';
import { groundFacts } from '../../subgraphs/person/ground-fact.table.ts';
import { households, memberships } from '../../subgraphs/person/household.table.ts';
import { people } from '../../subgraphs/person/person.table.ts';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

/** A programme that a state adds: rows alone, about women who head a household on the day of the seed. */
const CODE = 'BKK-2026';
const DAY = '2026-01-01';

let house: House;
let admin: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
  admin = openDatabase(house.adminUrl);
  const { db } = admin;
  await db.insert(programmes).values({
    ...{
      code: CODE,
      state: '05',
      asOf: DAY,
      amount: 30_000,
      accountDays: 14,
      claimDays: 30,
      source: 'a test',
    },
  });
  const row = { programmeCode: CODE, source: 'a test', decision: null };
  await db.insert(programmeLists).values({
    ...{
      id: `${CODE}-1`,
      programmeCode: CODE,
      position: 1,
      kind: 'REGISTER',
      schemeCode: null,
      source: 'a test',
    },
  });
  const women = [{ kind: 'SEX', of: ['FEMALE'] }];
  await db.insert(programmeCriteria).values({ ...row, id: `${CODE}-1`, position: 1, conditions: women });
  const rule = { ...row, phase: 1, needsRegistration: false };
  const poor = [{ kind: 'POVERTY_STATUS', of: ['POOR', 'HARDCORE_POOR'] }];
  const left = [{ kind: 'POVERTY_STATUS', of: ['EXITED'] }];
  await db.insert(programmeRules).values([
    { ...rule, id: `${CODE}-1-1`, position: 1, conditions: poor, outcome: 'ELIGIBLE' },
    { ...rule, id: `${CODE}-1-2`, position: 2, conditions: left, outcome: 'FOCUS_GROUP' },
  ]);
});
afterAll(async () => {
  await admin?.close();
  await house?.close();
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;

async function act(who: PersonaName, field: string, input: object, payload: string): Promise<Json> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await house.ask(who, { query, variables: { input: given } });
  return { of: data?.[field], codes: errors.map(({ extensions }) => extensions.code) };
}
const lock = (who: PersonaName, given: object = {}) =>
  act(who, 'lockList', { name: 'eKasih', asOf: DAY, state: '05', ...given }, 'list { id hash }');
const drawsOf = async (): Promise<Json[]> => {
  const query = '{ programmeDraws { edges { node { id status fault listHash } } } }';
  const { data } = await house.ask('jkm-officer', { query });
  return data.programmeDraws.edges.map(({ node }: Json) => node);
};
async function drawn(list: string, programme = CODE): Promise<Json> {
  const { of } = await act('jkm-officer', 'drawProgramme', { programme, list }, 'draw { id status }');
  const now = async () => (await drawsOf()).find(({ id }) => id === of.draw.id);
  await expect.poll(async () => (await now()).status, { timeout: 20_000 }).not.toBe('DRAWING');
  return now();
}
const found = () => admin.db.select().from(candidates).where(eq(candidates.programmeCode, CODE));

/** Everybody who heads a household of the state, read from the register's own tables; with the status of the household. */
async function womenWhoHead() {
  const { db } = admin;
  const [homes, living, everybody, assessed, facts] = await Promise.all([
    db.select().from(households).where(eq(households.state, '05')),
    db.select().from(memberships),
    db.select().from(people),
    db.select().from(assessments),
    db.select().from(groundFacts).where(eq(groundFacts.kind, 'SEAL')),
  ]);
  const sealed = new Set(facts.map(({ subjectKey }) => subjectKey));
  return homes
    .filter(
      ({ registrationStatus, registeredOn }) => registrationStatus === 'CONFIRMED' && registeredOn <= DAY,
    )
    .flatMap(({ key }) => {
      const members = living.filter(
        (row) => row.householdKey === key && row.since <= DAY && (row.until === null || row.until > DAY),
      );
      if (sealed.has(key) || members.some((row) => sealed.has(row.personKey))) return [];
      const head = members.find(({ relationToHead }) => relationToHead === 'HEAD')?.personKey;
      const isWoman = everybody.some((row) => row.key === head && row.sex === 'FEMALE');
      const [newest] = assessed
        .filter((row) => row.householdKey === key && row.assessedOn <= DAY)
        .toSorted((one, other) => (one.assessedOn < other.assessedOn ? 1 : -1));
      return isWoman && head !== undefined ? [{ head, status: newest?.status }] : [];
    });
}

test('an officer of the register locks the list, another draws the programme, and what is locked stays', async () => {
  expect((await lock('jkm-officer')).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const women = await womenWhoHead();
  expect(women.length).toBeGreaterThan(0);
  const { of } = await lock('icu-officer', { sex: 'FEMALE' });
  const { id, hash } = of.list;
  expect(
    (await act('icu-officer', 'drawProgramme', { programme: CODE, list: id }, 'draw { id }')).codes,
  ).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);

  // The register goes on before the draw.
  const gone = women[0]!.head;
  await admin.db.update(people).set({ sex: 'MALE' }).where(eq(people.key, gone));
  expect(await drawn(id)).toMatchObject({ status: 'DRAWN', fault: null, listHash: hash });
  const fates = { POOR: 'ELIGIBLE', HARDCORE_POOR: 'ELIGIBLE', EXITED: 'FOCUS_GROUP' };
  const wanted = women.map(({ head, status }) => [
    head,
    status === undefined ? 'FOCUS_GROUP' : fates[status],
  ]);
  const first = await found();
  expect(first.map(({ personKey, status }) => [personKey, status]).toSorted()).toEqual(wanted.toSorted());

  const { of: later } = await lock('icu-officer', { sex: 'FEMALE' });
  expect(later.list.hash).not.toBe(hash);
  expect(await drawn(later.list.id)).toMatchObject({ status: 'DRAWN', listHash: later.list.hash });
  expect(await found()).toEqual(first);
});

test('a programme of another day is drawn from no list of this one', async () => {
  const { of } = await lock('icu-officer');
  expect(await drawn(of.list.id, 'C4U-IT')).toMatchObject({ status: 'REFUSED', fault: 'ANOTHER_DAY' });
  expect(await drawn(crypto.randomUUID())).toMatchObject({ status: 'REFUSED', fault: 'NO_SUCH_LIST' });
});

test('the Focus Group of the district decides about whoever was referred, by another officer than had it drawn', async () => {
  const { db } = admin;
  // Of the district whose officer records the decision; and referred, whatever the seed has of them.
  const one = (await found()).find(({ district }) => district === '5_5');
  const ofOne = eq(candidates.id, one!.id);
  await db.update(candidates).set({ status: 'FOCUS_GROUP' }).where(ofOne);
  const query = `query ($programme: ID!) { candidateFiles(programme: $programme, status: FOCUS_GROUP, first: 100) {
    edges { node { id person { id } candidacy { status steps { act reason } } } } } }`;
  const files = async (who: PersonaName): Promise<Json[]> => {
    const { data, errors } = await house.ask(who, { query, variables: { programme: CODE } });
    expect(errors).toEqual([]);
    return data.candidateFiles.edges.map(({ node }: Json) => node);
  };
  const own = (await files('district-officer')).find(({ id }) => id === one!.id);
  expect(own).toMatchObject({ person: { id: expect.any(String) }, candidacy: { status: 'FOCUS_GROUP' } });

  const decided = { candidate: one!.id, outcome: 'ELIGIBLE', reason: 'Known to the committee.' };
  const payload = 'candidate { id person { id } }';
  expect((await act('jkm-officer', 'decideCandidate', decided, payload)).codes).toEqual(['STEP_REFUSED']);
  const { of, codes } = await act('district-officer', 'decideCandidate', decided, payload);
  expect(codes).toEqual([]);
  expect(of.candidate).toEqual({ id: one!.id, person: own.person });
  expect((await files('district-officer')).map(({ id }) => id)).not.toContain(one!.id);
  expect((await db.select().from(candidates).where(ofOne))[0]).toMatchObject({ status: 'ELIGIBLE' });
});
