import { grantOf, passportFor, posting } from '@seisi/host/testing';
import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import type { DataClass } from '@seisi/schema/classes';
import { supergraph } from '@seisi/schema/sdl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appeals, reviews } from './appeal.table.ts';
import { idOf } from './application.testing.ts';
import { changeReports } from './change-report.table.ts';
import { type HandlingWorld, type Json, openHandlingWorld } from './handling.testing.ts';

const ALL: readonly DataClass[] = ['aid', 'aid.note'];
/** Every classified field of awards, appeals and reviews by its class; the second person's review was opened by a report. */
const LEAVES: readonly (readonly [coordinate: string, of: DataClass, list: string, person: number])[] = [
  ...['version', 'amount', 'startsOn', 'endsOn'].map(
    (name) => ['AwardVersion', name, 'aid', 'awards'] as const,
  ),
  ['AwardVersion', 'reason', 'aid.note', 'awards'] as const,
  ...['status', 'grounds', 'lodgedAt', 'decidedAt'].map(
    (name) => ['Appeal', name, 'aid', 'appeals'] as const,
  ),
  ['Appeal', 'reason', 'aid.note', 'appeals'] as const,
  ...['status', 'trigger', 'openedAt', 'closedAt'].map((name) => ['Review', name, 'aid', 'reviews'] as const),
  ['Review', 'reason', 'aid.note', 'reviews'] as const,
].map(([type, name, of, list]) => [`${type}.${name}`, of, list, 1]);
const BELOW = ['finding', 'amount', 'effectiveOn', 'reason', 'proposedAt'];
const AT = new Date('2026-11-01T00:00:00Z');

let world: HandlingWorld;
beforeAll(async () => {
  world = await openHandlingWorld();
  for (const person of [1, 2]) {
    const applicationId = await world.keep(person, { awardEndsOn: '2026-12-31' });
    const of = { applicationId, personKey: idOf('person', person) };
    const reviewId = crypto.randomUUID();
    const report = { id: crypto.randomUUID(), ...of, reviewId, report: 'So.', reportedAt: AT };
    if (person === 2) await world.admin.db.insert(changeReports).values(report);
    await world.admin.db.insert(reviews).values({
      ...{
        id: reviewId,
        ...of,
        trigger: person === 1 ? 'OFFICER' : 'CHANGE_REPORTED',
        reason: 'So.',
      },
      ...{ status: 'CHANGED', openedBy: 'one', openedAt: AT, proposal: 'CHANGED', proposedAmount: 1 },
      ...{
        effectiveOn: '2026-11-02',
        proposalReason: 'So.',
        proposedBy: 'one',
        proposedAt: AT,
        closedAt: AT,
      },
    });
    await world.admin.db.insert(appeals).values({
      ...{ id: crypto.randomUUID(), ...of, grounds: 'So.', status: 'DISMISSED', lodgedAt: AT },
      ...{ decidedBy: 'one', decidedAt: AT, reason: 'So.' },
    });
  }
});
afterAll(() => world?.close());

/** Asks below a person, with a grant and a ground that hold these classes. */
async function ask(
  person: number,
  selection: string,
  granted: readonly DataClass[],
  held = granted,
): Promise<Json> {
  const passport = passportFor(posting(held));
  const key = idOf('person', person);
  const representations = [{ __typename: 'Person', key, grant: grantOf(key, granted, passport) }];
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { applications { edges { node { ${selection} } } } } } }`;
  const { data, errors = [] } = await world.room.ask(text, { representations }, passport);
  const told = errors.map(({ extensions }) => [
    extensions?.['coordinate'],
    extensions?.['class'],
    extensions?.['reason'],
  ]);
  return { node: (data as Json)._entities[0]?.applications?.edges[0].node ?? null, told };
}

test('the table of this test names every classified field of awards, appeals and reviews', () => {
  const classified = classTable(readAccess(supergraph(), { unmarked: 'closed' }))
    .rows()
    .filter(({ coordinate, kind }) => kind === 'class' && /^(AwardVersion|Appeal|Review)\./.test(coordinate))
    .map(({ coordinate, dataClass }) => `${coordinate} ${dataClass}`);
  const named = LEAVES.map(([coordinate, of]) => `${coordinate} ${of}`);
  expect(classified.toSorted()).toEqual(
    [...named, 'Review.reports aid', 'Review.proposal aid.note'].toSorted(),
  );
});

test.each(LEAVES)(
  '%s is answered to a grant of %s, and withheld without',
  async (coordinate, of, list, person) => {
    const name = coordinate.split('.')[1] ?? '';
    const selection = `${list} { ${name} }`;
    const open = await ask(person, selection, ALL);
    expect(open.told).toEqual([]);
    expect(open.node[list][0][name]).not.toBeNull();
    const others = ALL.filter((each) => each !== of);
    const closedAt = of === 'aid' ? 'Person.applications' : coordinate;
    expect((await ask(person, selection, others, ALL)).told).toEqual([
      [closedAt, of, 'NOT_FOR_THIS_SUBJECT'],
    ]);
    expect((await ask(person, selection, ALL, others)).told).toEqual([[closedAt, of, 'CLASS_NOT_IN_BASIS']]);
  },
);

test('a proposal is for whoever reads officers’ notes, whole', async () => {
  const selection = `reviews { proposal { ${BELOW.join(' ')} } }`;
  const { proposal } = (await ask(1, selection, ALL)).node.reviews[0];
  expect(Object.keys(proposal)).toEqual(BELOW);
  expect(Object.values(proposal)).not.toContain(null);
  const closed = await ask(1, selection, ['aid'], ALL);
  expect(closed).toEqual({
    node: { reviews: [{ proposal: null }] },
    told: [['Review.proposal', 'aid.note', 'NOT_FOR_THIS_SUBJECT']],
  });
});

test('what a recipient reported is theirs to read with `aid`, and no officer’s note', async () => {
  const told = [{ report: 'So.', reportedAt: AT.toISOString() }];
  const both = 'reviews { reports { report reportedAt } reason }';
  expect((await ask(1, both, ALL)).node.reviews).toEqual([{ reports: [], reason: 'So.' }]);
  expect((await ask(2, both, ALL)).node.reviews).toEqual([{ reports: told, reason: null }]);
  const own = 'reviews { reports { report reportedAt } }';
  expect((await ask(2, own, ['aid'])).node.reviews).toEqual([{ reports: told }]);
  expect((await ask(2, own, ['aid.note'], ALL)).node).toBeNull();
});
