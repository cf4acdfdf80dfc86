import type { DataClass } from '@seisi/schema/classes';
import type { RoomResult } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { consents } from './consent.table.ts';
import { act, actsKept, CONSENTS, codesOf, consentFact } from './consent.testing.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { openWorld, type World } from './household.testing.ts';
import { notices } from './notice.table.ts';
import { paperConsentSteps } from './paper-consent.table.ts';
import { type PersonRow, people } from './person.table.ts';

let database: TestDatabase;
let world: World;
let ana: PersonRow;

const DUTY: DataClass[] = ['register', 'identity', 'contact'];
const posted = (id: string, given: object = {}) =>
  world.fact({ ...postingOf(id, DUTY, ['05']), id: `P-${id}`, ...given });

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** Two officers of one agency, a person who has signed, and a client of the agency that is to see. */
beforeEach(async () => {
  await world.db.delete(groundFacts);
  ana = (await world.home([{}])).people[0]!;
  await world.db.update(people).set({ phone: '012-0000000' }).where(eq(people.key, ana.key));
  await posted('one');
  await posted('two');
  await world.fact({ ...agreementOf('ngo', ['register'], ['MY']), id: 'A-1' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const MUTATIONS = {
  recordPaperConsent:
    'mutation($input: RecordPaperConsentInput!) { recordPaperConsent(input: $input) { paperConsent { id person { id } } } }',
  confirmPaperConsent:
    'mutation($input: ConfirmPaperConsentInput!) { confirmPaperConsent(input: $input) { paperConsent { id person { id } } } }',
} as const;
type Name = keyof typeof MUTATIONS;

const paper = (given: object = {}) => ({
  person: ana.id,
  agencyCode: 'ngo',
  purpose: 'SERVICE_DELIVERY',
  classes: ['contact'],
  until: '2027-01-01',
  idempotencyKey: crypto.randomUUID(),
  ...given,
});
const ask = async (name: Name, who: Viewer, input: object): Promise<RoomResult> =>
  world.room.ask(MUTATIONS[name], { input }, await world.as(who));
const idOf = (result: RoomResult, name: Name): string => {
  const payload = result.data?.[name] as { paperConsent: { id: string } } | null | undefined;
  if (payload == null) throw new Error(JSON.stringify(result.errors));
  return payload.paperConsent.id;
};
const record = async (who = officer('one'), given: object = {}) =>
  idOf(await ask('recordPaperConsent', who, paper(given)), 'recordPaperConsent');
const confirm = (id: string, who = officer('two'), given: object = {}) =>
  ask('confirmPaperConsent', who, paper({ id, ...given }));
const phoneForNgo = async () => {
  const text = 'query($id: ID!) { person(id: $id) { phone } }';
  const result = await world.room.ask(text, { id: ana.id }, await world.as(client('ngo', 'A-1')));
  const person = result.data?.['person'] as { phone: string | null } | null | undefined;
  return person?.phone ?? null;
};

describe('a consent on paper', () => {
  test('opens nothing until a second officer has confirmed it, and then what it says', async () => {
    const id = await record();
    expect(await phoneForNgo()).toBeNull();
    expect(await consentFact(world, id)).toBeUndefined();
    const result = await confirm(id);

    expect(result).toMatchObject({
      data: { confirmPaperConsent: { paperConsent: { id, person: { id: ana.id } } } },
    });
    expect(await phoneForNgo()).toBe('012-0000000');
    expect(await consentFact(world, id)).toMatchObject({ kind: 'CONSENT', declaredBy: ['one', 'two'] });
  });

  test('is told to the person in the same transaction, once, and not before it counts', async () => {
    const told = () => world.db.select().from(notices).where(eq(notices.personKey, ana.key));
    const id = await record();
    expect(await told()).toEqual([]);
    const input = paper({ id });
    await ask('confirmPaperConsent', officer('two'), input);
    await ask('confirmPaperConsent', officer('two'), input);

    expect(await told()).toMatchObject([{ kind: 'PAPER_CONSENT_CONFIRMED', aboutId: id }]);
  });

  test('stands in the person’s own list as one on paper, and is the person’s to narrow and withdraw', async () => {
    const id = await record(officer('one'), { classes: ['contact', 'register'] });
    const list = async () => (await world.room.ask(CONSENTS, {}, await world.as(citizen(ana)))).data;
    expect(await list()).toMatchObject({ consents: { edges: [] } });
    await confirm(id, officer('two'), { classes: ['register', 'contact'] });
    expect(await list()).toMatchObject({
      consents: { edges: [{ node: { id, consent: { basis: 'PAPER', status: 'IN_FORCE' } } }] },
    });

    const narrow = { id, classes: ['register'], idempotencyKey: `${id}-n` };
    expect(codesOf(await act(world, ana, 'narrowConsent', narrow))).toEqual([]);
    expect(await phoneForNgo()).toBeNull();
    const withdraw = { id, idempotencyKey: `${id}-w` };
    expect(codesOf(await act(world, ana, 'withdrawConsent', withdraw))).toEqual([]);
    expect(await actsKept(world, id)).toEqual(['GIVE', 'NARROW', 'WITHDRAW']);
  });

  test('is confirmed by whoever reads the same in it, and by nobody else', async () => {
    const id = await record();
    for (const other of [
      { classes: ['register'] },
      { until: '2027-01-02' },
      { agencyCode: 'hospital' },
      { purpose: 'LIFE_HEALTH_SAFETY' },
    ])
      expect(codesOf(await confirm(id, officer('two'), other))).toEqual(['STEP_REFUSED']);
    const budi = (await world.home([{}])).people[0]!;
    expect(codesOf(await confirm(id, officer('two'), { person: budi.id }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await confirm(crypto.randomUUID()))).toEqual(['NOT_FOUND']);

    expect(await consentFact(world, id)).toBeUndefined();
    expect(codesOf(await confirm(id))).toEqual([]);
  });

  test('is confirmed once: of two officers at the same time one is told that it was too late', async () => {
    await posted('three');
    const id = await record();
    const answers = await Promise.all([confirm(id, officer('two')), confirm(id, officer('three'))]);

    expect(answers.flatMap(codesOf)).toEqual(['STEP_REFUSED']);
    expect(await actsKept(world, id)).toEqual(['GIVE']);
  });
});

describe('an act on a consent on paper', () => {
  test('repeated with its key gives the same answer and one effect, also four times at once', async () => {
    const input = paper();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => ask('recordPaperConsent', officer('one'), input)),
    );
    const id = idOf(answers[0]!, 'recordPaperConsent');

    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const kept = await world.db
      .select()
      .from(paperConsentSteps)
      .where(eq(paperConsentSteps.paperConsentId, id));
    expect(kept.map((step) => step.act)).toEqual(['RECORD']);
  });

  test('with a key that stands for another act or input is refused; another officer’s key is another key', async () => {
    const input = paper();
    const id = idOf(await ask('recordPaperConsent', officer('one'), input), 'recordPaperConsent');
    const changed = await ask('recordPaperConsent', officer('one'), { ...input, until: '2027-01-02' });
    const otherAct = await ask('confirmPaperConsent', officer('one'), { ...input, id });

    expect([changed, otherAct].flatMap(codesOf)).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    expect(codesOf(await ask('confirmPaperConsent', officer('two'), { ...input, id }))).toEqual([]);
  });

  test.each([
    ['agencyCode', 'NGO!'],
    ['classes', ['protection']],
    ['classes', []],
    ['until', '2026-11-22'],
    ['idempotencyKey', 'a b'],
    ['person', 'nobody'],
  ])('with %s %j is refused as malformed', async (name, value) => {
    const result = await ask('recordPaperConsent', officer('one'), paper({ [name]: value }));

    expect(codesOf(result)).toEqual(['BAD_USER_INPUT']);
  });

  test('leaves the history as it is where it is refused', async () => {
    const id = await record();
    await confirm(id, officer('one'));
    const kept = await world.db.select().from(consents).where(eq(consents.id, id));

    expect(kept).toEqual([]);
  });
});
