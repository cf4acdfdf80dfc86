import type { DataClass } from '@seisi/schema/classes';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { codesOf } from './consent.testing.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, type World } from './household.testing.ts';
import { paperConsents } from './paper-consent.table.ts';
import type { PersonRow } from './person.table.ts';

/** Access §3: "Nobody makes a ground for himself." One test for each way that was thought of by which an officer might, with a consent on paper. */

let database: TestDatabase;
let world: World;
let family: Home;
let ana: PersonRow;

const DUTY: DataClass[] = ['register', 'identity', 'contact'];
const posted = (id: string, given: object = {}) =>
  world.fact({ ...postingOf(id, DUTY, ['05']), id: `P-${id}`, ...given });

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
beforeEach(async () => {
  await world.db.delete(groundFacts);
  family = await world.home([{}, { relation: 'SPOUSE' }]);
  ana = family.people[0]!;
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const paper = (given: object = {}) => ({
  person: ana.id,
  agencyCode: 'ngo',
  purpose: 'SERVICE_DELIVERY',
  classes: ['contact'],
  until: '2027-01-01',
  idempotencyKey: crypto.randomUUID(),
  ...given,
});
const recordAs = async (who: Viewer, given: object = {}) => {
  const text =
    'mutation($input: RecordPaperConsentInput!) { recordPaperConsent(input: $input) { paperConsent { id } } }';
  const result = await world.room.ask(text, { input: paper(given) }, await world.as(who));
  const payload = result.data?.['recordPaperConsent'] as { paperConsent: { id: string } } | null;
  return { codes: codesOf(result), id: payload?.paperConsent.id ?? '' };
};
const confirmAs = async (who: Viewer, id: string, given: object = {}) => {
  const text =
    'mutation($input: ConfirmPaperConsentInput!) { confirmPaperConsent(input: $input) { paperConsent { id } } }';
  return codesOf(await world.room.ask(text, { input: paper({ id, ...given }) }, await world.as(who)));
};
const kept = async () =>
  (await world.db.select().from(paperConsents).where(eq(paperConsents.personKey, ana.key))).length;

describe('a consent on paper is taken down', () => {
  test('the control: by an officer whose duty opens what it is about, of another agency', async () => {
    await posted('one');
    expect((await recordAs(officer('one'))).codes).toEqual([]);
    expect(await kept()).toBe(1);
  });

  test('not by a client of an agency, a citizen, a part of the system, or an officer without a posting', async () => {
    await world.fact({ ...agreementOf('ngo', DUTY, ['MY']), id: 'A-1' });
    const system = { ...officer('one'), kind: 'SYSTEM' as const };
    for (const who of [
      client('ngo', 'A-1'),
      citizen(ana),
      citizen(family.people[1]!),
      system,
      officer('one'),
    ])
      expect((await recordAs(who)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await kept()).toBe(0);
  });

  test('not of oneself, of one with whom one lives, or of a declared relative: they are not found', async () => {
    await posted('self', { subjectKey: ana.key });
    await posted('home', { subjectKey: family.people[1]!.key });
    await posted('cousin');
    await world.fact({ kind: 'RELATIVE', holder: 'cousin', subjectKey: ana.key });

    for (const id of ['self', 'home', 'cousin'])
      expect((await recordAs(officer(id))).codes).toEqual(['NOT_FOUND']);
    expect(await kept()).toBe(0);
  });

  test('not of somebody elsewhere, under a seal, or nobody at all, and these are the same', async () => {
    await posted('elsewhere', { areas: ['06'] });
    await posted('one');
    const nobody = await recordAs(officer('one'), { person: crypto.randomUUID() });
    expect(await recordAs(officer('elsewhere'))).toEqual(nobody);
    await world.seal(ana.key);
    expect(await recordAs(officer('one'))).toEqual(nobody);
    expect(nobody.codes).toEqual(['NOT_FOUND']);
  });

  test('not for the own agency, by what the posting says or by what the token says', async () => {
    await posted('theirs', { agency: 'ngo' });
    await posted('one');
    const claiming = { ...officer('one'), agency: 'ngo' };

    expect((await recordAs(officer('theirs'))).codes).toEqual(['STEP_REFUSED']);
    expect((await recordAs(claiming)).codes).toEqual(['STEP_REFUSED']);
    expect(await kept()).toBe(0);
  });

  test('not under another posting, or another account, of somebody who has a posting in the own agency', async () => {
    const { subjectKey } = await posted('one');
    expect((await recordAs(officer('one'))).codes).toEqual([]);
    await posted('other-account', { agency: 'ngo', subjectKey });
    expect((await recordAs(officer('one'))).codes).toEqual(['STEP_REFUSED']);
    await posted('two');
    await world.fact({ ...postingOf('two', DUTY, ['05']), id: 'P-second', agency: 'ngo' });
    expect((await recordAs({ ...officer('two'), posting: 'P-two' })).codes).toEqual(['STEP_REFUSED']);
  });

  test.each([
    ['what the duty does not open', { classes: ['contact', 'income'] }, {}],
    ['anything where the duty does not open who it is', {}, { classes: ['register', 'contact'] }],
  ])('not for %s', async (_what, given, duty) => {
    await posted('one', duty);
    expect((await recordAs(officer('one'), given)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await kept()).toBe(0);
  });

  test('not with a token of low assurance, nor of a minor', async () => {
    await posted('one');
    expect((await recordAs({ ...officer('one'), assurance: 'low' })).codes).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
    const child = (await world.home([{}, { relation: 'CHILD', birthDate: '2012-01-01' }])).people[1]!;
    expect((await recordAs(officer('one'), { person: child.id })).codes).toEqual(['STEP_REFUSED']);
  });
});

describe('a consent on paper is confirmed', () => {
  let id: string;
  beforeEach(async () => {
    await posted('one');
    id = (await recordAs(officer('one'))).id;
  });

  test('the control: by another officer of another agency than the one that is to see', async () => {
    await posted('two');
    expect(await confirmAs(officer('two'), id)).toEqual([]);
  });

  test('not by the officer who took it down, nor by the same person under another account', async () => {
    const [first] = await world.db.select().from(groundFacts).where(eq(groundFacts.id, 'P-one'));
    await posted('alias', { subjectKey: first!.subjectKey });

    expect(await confirmAs(officer('one'), id)).toEqual(['STEP_REFUSED']);
    expect(await confirmAs(officer('alias'), id)).toEqual(['STEP_REFUSED']);
  });

  test('not by an officer of the agency that is to see, a relative, or one whose duty does not open it', async () => {
    await posted('theirs', { agency: 'ngo' });
    await posted('cousin');
    await world.fact({ kind: 'RELATIVE', holder: 'cousin', subjectKey: family.people[1]!.key });
    await posted('narrow', { classes: ['register', 'identity'] });

    expect(await confirmAs(officer('theirs'), id)).toEqual(['STEP_REFUSED']);
    expect(await confirmAs(officer('cousin'), id)).toEqual(['NOT_FOUND']);
    expect(await confirmAs(officer('narrow'), id)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await confirmAs(citizen(ana), id)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  });
});
