import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviews } from './appeal.table.ts';
import type { ApplicationRow } from './application.table.ts';
import { idOf } from './application.testing.ts';
import { type HandlingWorld, type Json, openHandlingWorld } from './handling.testing.ts';

const LIST =
  'query ($first: Int, $after: String) { reviewsDue(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage } } }';

type Case = Partial<ApplicationRow> & {
  /** When it was last reviewed; null while that review is open. */
  readonly reviewed?: string | null;
};
/** Today is 22 November 2026. */
const CASES: readonly (readonly [says: string, isDue: boolean, given: Case])[] = [
  ['it began a year ago', true, { awardStartsOn: '2025-11-22' }],
  ['it began a day less than a year ago', false, { awardStartsOn: '2025-11-23' }],
  ['it was settled, and began long ago', true, { status: 'COMPLETED', awardStartsOn: '2020-01-01' }],
  ['it was reviewed a year ago', true, { awardStartsOn: '2020-01-01', reviewed: '2025-11-22T15:59:00Z' }],
  [
    'in Malaysia that was a day later',
    false,
    { awardStartsOn: '2020-01-01', reviewed: '2025-11-22T16:00:00Z' },
  ],
  ['it is under review', false, { awardStartsOn: '2020-01-01', reviewed: null }],
  ['it ends in two months', true, { awardStartsOn: '2026-02-01', awardEndsOn: '2027-01-22' }],
  ['it ends in two months and a day', false, { awardStartsOn: '2026-02-01', awardEndsOn: '2027-01-23' }],
  [
    'that was looked at',
    false,
    { awardStartsOn: '2026-02-01', awardEndsOn: '2026-12-31', reviewed: '2026-10-31T04:00:00Z' },
  ],
  [
    'it was looked at before that',
    true,
    { awardStartsOn: '2026-02-01', awardEndsOn: '2026-12-31', reviewed: '2026-10-30T04:00:00Z' },
  ],
  ['it was for less than two months', false, { awardStartsOn: '2026-11-01', awardEndsOn: '2026-11-30' }],
  ['it ends today', true, { awardStartsOn: '2020-01-01', awardEndsOn: '2026-11-22' }],
  ['it is over', false, { awardStartsOn: '2020-01-01', awardEndsOn: '2026-11-21' }],
  ['it begins tomorrow', false, { awardStartsOn: '2026-11-23' }],
  ['it was refused', false, { status: 'REJECTED', awardAmount: null, awardStartsOn: null }],
  ['it is elsewhere', false, { awardStartsOn: '2020-01-01', state: '06', district: '6_1' }],
  ['its recipient is out of reach', false, { awardStartsOn: '2020-01-01' }],
];

let world: HandlingWorld;
beforeAll(async () => {
  world = await openHandlingWorld();
  for (const [index, [, , { reviewed, ...given }]] of CASES.entries()) {
    const applicationId = await world.keep(index + 1, given);
    if (reviewed === undefined) continue;
    const at = new Date('2024-01-01T00:00:00Z');
    await world.admin.db.insert(reviews).values({
      ...{
        id: crypto.randomUUID(),
        applicationId,
        personKey: idOf('person', index + 1),
        trigger: 'SCHEDULED',
      },
      ...{ reason: 'x', status: reviewed === null ? 'OPEN' : 'KEPT', openedBy: 'one', openedAt: at },
      closedAt: reviewed === null ? null : new Date(reviewed),
    });
  }
  world.hidden.add(idOf('person', CASES.length));
});
afterAll(() => world?.close());

async function page(variables: object, passport = world.officer('one')): Promise<Json> {
  return world.room.ask(LIST, { ...variables }, passport);
}

test('the work list has the awards that are due: a year after they began or were reviewed, and two months before they end', async () => {
  const { data, errors } = await page({ first: 100 });
  expect(errors).toBeUndefined();
  const listed = new Set(data.reviewsDue.edges.map(({ node }: Json) => node.id));
  const due = CASES.map(([says], index) => [says, listed.has(idOf('application', index + 1))]);
  expect(due).toEqual(CASES.map(([says, isDue]) => [says, isDue]));
});

test('it is paged, the oldest application first, and each stands on one page', async () => {
  const whole = (await page({ first: 100 })).data.reviewsDue.edges.map(({ node }: Json) => node.id);
  expect(whole).toEqual(whole.toSorted());
  const paged: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Json = (await page({ first: 2, after })).data.reviewsDue;
    paged.push(...edges.map(({ node }: Json) => node.id));
    after = pageInfo.hasNextPage ? edges.at(-1).cursor : null;
  } while (after !== null);
  expect(paged).toEqual(whole);
});

test('whoever handles no applications has no such list, and is told which class is missing', async () => {
  const refusals = [world.citizen(1), world.officer('reader', ['aid']), world.officer('other', ['aid.note'])];
  const told = await Promise.all(
    refusals.map(async (passport) => (await page({}, passport)).errors?.[0]?.extensions),
  );
  expect(told.map(({ code, class: name }: Json) => [code, name])).toEqual(
    ['aid.note', 'aid.note', 'aid'].map((name) => ['UNAUTHORIZED_FIELD_OR_TYPE', name]),
  );
});
