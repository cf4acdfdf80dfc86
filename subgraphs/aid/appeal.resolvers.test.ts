import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from './application.testing.ts';
import { applicationSteps, decisions } from './application-process.table.ts';
import { type HandlingWorld, openHandlingWorld } from './handling.testing.ts';

const APPEALS = 'status decision { reason } appeals { status grounds reason }';
const GROUNDS = 'My mother has moved out; her pension is not ours.';
const REFUSED = { status: 'REJECTED', awardAmount: null, awardStartsOn: null } as const;

let world: HandlingWorld;
beforeAll(async () => {
  world = await openHandlingWorld();
});
afterAll(() => world?.close());

const noticesOf = async (n: number) =>
  (await of(n, 'notices { edges { node { event } } }')).notices.edges.map(
    ({ node }: { node: { event: string } }) => node.event,
  );
const of = (n: number, selection: string) => world.fileOf(n, selection, world.officer('reader'));
const lodge = (application: string, n: number, more: object = {}) =>
  world.act('lodgeAppeal', { application, grounds: GROUNDS, ...more }, world.citizen(n));
/** An appeal against a refusal. */
type On = { readonly application: string; readonly appeal: string };
const decide = (appeal: On, outcome: 'ALLOWED' | 'DISMISSED', by: string, more: object = {}) =>
  world.act('decideAppeal', { ...appeal, outcome, reason: 'Seen anew.', ...more }, world.officer(by));

/** A refusal with an appeal against it; gives the appeal's identifier. */
async function appealed(n: number): Promise<On> {
  const application = await world.keep(n, REFUSED);
  expect((await lodge(application, n)).codes).toEqual([]);
  return { application, appeal: (await of(n, 'appeals { id }')).appeals[0].id };
}

test('an appeal is allowed: the application is in process again, undecided, and its history says who took the step and why', async () => {
  const appeal = await appealed(1);
  expect(await of(1, APPEALS)).toMatchObject({
    status: 'REJECTED',
    appeals: [{ status: 'LODGED', grounds: GROUNDS, reason: null }],
  });
  expect((await decide(appeal, 'ALLOWED', 'officer-3')).codes).toEqual([]);
  expect(await of(1, APPEALS)).toEqual({
    ...{ status: 'IN_PROCESS', decision: null },
    appeals: [{ status: 'ALLOWED', grounds: GROUNDS, reason: 'Seen anew.' }],
  });
  expect((await noticesOf(1)).toSorted()).toEqual(['APPEAL_ALLOWED', 'APPEAL_LODGED']);
  const ofApplication = eq(applicationSteps.applicationId, idOf('application', 1));
  expect(await world.admin.db.select().from(applicationSteps).where(ofApplication)).toMatchObject([
    { act: 'REOPEN', fromStatus: 'REJECTED', toStatus: 'IN_PROCESS', by: 'officer-3', reason: 'Seen anew.' },
  ]);
});

test('an appeal is dismissed: the refusal stands, and is not appealed against again', async () => {
  const appeal = await appealed(2);
  expect((await decide(appeal, 'DISMISSED', 'officer-3')).codes).toEqual([]);
  expect(await of(2, APPEALS)).toMatchObject({ status: 'REJECTED', appeals: [{ status: 'DISMISSED' }] });
  expect((await noticesOf(2)).toSorted()).toEqual(['APPEAL_DISMISSED', 'APPEAL_LODGED']);
  const again = await lodge(idOf('application', 2), 2);
  expect(again).toMatchObject({
    codes: ['STEP_REFUSED'],
    sentence: expect.stringContaining('was dismissed'),
  });
});

test('who proposed or confirmed the refusal does not decide the appeal', async () => {
  const appeal = await appealed(3);
  await world.admin.db.insert(decisions).values({
    ...{ id: crypto.randomUUID(), applicationId: idOf('application', 3), outcome: 'REJECT', reason: 'x' },
    ...{ isDiscretionary: false, proposedBy: 'officer-1', proposedAt: new Date('2026-01-04T00:00:00Z') },
    ...{ closedBy: 'officer-2', closedAt: new Date('2026-01-05T00:00:00Z'), isConfirmed: true },
  });
  for (const by of ['officer-1', 'officer-2'])
    expect(await decide(appeal, 'DISMISSED', by)).toMatchObject({
      codes: ['STEP_REFUSED'],
      sentence: expect.stringContaining('another officer'),
    });
  expect((await decide(appeal, 'DISMISSED', 'officer-3')).codes).toEqual([]);
});

test('two officers decide at once: one wins, and the application is as that one decided', async () => {
  const appeal = await appealed(4);
  const outcomes = await Promise.all([
    decide(appeal, 'ALLOWED', 'officer-1'),
    decide(appeal, 'DISMISSED', 'officer-2'),
  ]);
  expect(outcomes.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  const { status, appeals } = await of(4, APPEALS);
  expect([status, appeals[0].status]).toEqual(
    outcomes[0]?.codes.length === 0 ? ['IN_PROCESS', 'ALLOWED'] : ['REJECTED', 'DISMISSED'],
  );
});

test('two appeals lodged at once: there is one; the same key twice: one effect and one answer', async () => {
  const application = await world.keep(5, REFUSED);
  const outcomes = await Promise.all([lodge(application, 5), lodge(application, 5)]);
  expect(outcomes.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  const appeal = { application, appeal: (await of(5, 'appeals { id }')).appeals[0].id };
  const key = { idempotencyKey: 'decide-5' };
  const decided = [
    ...(await Promise.all([decide(appeal, 'ALLOWED', 'one', key), decide(appeal, 'ALLOWED', 'one', key)])),
    await decide(appeal, 'ALLOWED', 'one', key),
  ];
  expect(decided.map(({ codes }) => codes)).toEqual([[], [], []]);
  const other = await decide(appeal, 'DISMISSED', 'one', key);
  expect(other.codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test('only the applicant appeals, and only officers with the duty decide; whoever is out of reach is not there', async () => {
  const appeal = await appealed(6);
  const lodging = { application: idOf('application', 6), grounds: 'x' };
  expect((await world.act('lodgeAppeal', lodging, world.officer('one'))).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const deciding = { ...appeal, outcome: 'ALLOWED', reason: 'x' };
  for (const passport of [world.citizen(6), world.officer('one', ['aid'])])
    expect((await world.act('decideAppeal', deciding, passport)).codes).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  const nobody = await decide({ ...appeal, application: crypto.randomUUID() }, 'ALLOWED', 'one');
  expect(nobody.codes).toEqual(['NOT_FOUND']);
  expect(await lodge(idOf('application', 6), 7)).toEqual(nobody);
  world.hidden.add(idOf('person', 6));
  expect(await decide(appeal, 'ALLOWED', 'one')).toEqual(nobody);
});

test.each([
  ['grounds', ' '],
  ['grounds', 'x'.repeat(2001)],
  ['application', 'TEST-6'],
])('%s that do not fit are refused by their name', async (part, value) => {
  const refused = await lodge(idOf('application', 6), 6, { [part]: value });
  expect(refused).toMatchObject({
    codes: ['BAD_USER_INPUT'],
    sentence: expect.stringContaining(`input.${part}`),
  });
});
