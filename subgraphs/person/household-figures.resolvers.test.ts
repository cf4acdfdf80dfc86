import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';

const FIGURES = [
  'memberCount',
  'dependantsUnder18',
  'incomeBand',
  'totalMonthlyIncome',
  'incomePerHead',
] as const;
const ASKED = `query ($id: ID!) { household(id: $id) {
  registrationNumber ${FIGURES.join(' ')} members { person { id } } assessment { status memberCount totalMonthlyIncome incomePerHead }
} }`;
const CLASSES = ['register', 'kinship', 'income', 'poverty'] as const;

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  await world.fact({ ...postingOf('officer', CLASSES, ['MY']), id: 'P-1' });
  await world.fact({ ...postingOf('protector', [...CLASSES, 'protection'], ['MY']), id: 'P-2' });
  await world.fact({ ...agreementOf('ngo', CLASSES, ['MY']), id: 'A-1' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** A head and a child, with somebody who also lives in a home of their own since. */
async function homeOfThree(until: string | null): Promise<{ home: Home; refuge: Home }> {
  const [home, refuge] = [
    await world.home([
      { monthly: 100 },
      { relation: 'CHILD', birthDate: '2015-05-05' },
      { relation: 'SPOUSE', monthly: 200, until },
    ]),
    await world.home([{}]),
  ];
  await world.assessed(home.household, { assessedOn: '2026-01-01', memberCount: 3 });
  await world.joins(refuge.household, home.people[2]!, { relation: 'SIBLING', since: '2026-02-01' });
  return { home, refuge };
}

const OPEN = { closed: [], isStatusOpen: true };
const WITHHELD = {
  closed: [
    ...['incomePerHead', 'memberCount', 'totalMonthlyIncome'].map((name) => `household.assessment.${name}`),
    ...FIGURES.map((name) => `household.${name}`),
  ].toSorted(),
  isStatusOpen: true,
};

/** Which figures are withheld as not open of this subject, and whether the rest of the assessment is told. */
async function toldTo(passport: Passport, { household }: Home) {
  const { data, errors } = await world.room.ask(ASKED, { id: household.id }, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const answered = data?.['household'] as any;
  const closed = (errors ?? []).map(({ path, extensions }) => {
    expect(extensions).toMatchObject({
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      reason: 'NOT_FOR_THIS_SUBJECT',
    });
    return path?.join('.') ?? '';
  });
  return { closed: closed.toSorted(), isStatusOpen: answered.assessment.status === 'POOR' };
}

test.each([
  ['who lives in two homes', null],
  ['who left after the newest assessment', '2026-02-01'],
  ['who leaves today', TODAY],
])(
  'of one %s, a seal on the other home withholds the figures of this one from a duty and an agreement',
  async (_who, until) => {
    const { home, refuge } = await homeOfThree(until);
    const asking = [() => world.as(officer('officer')), () => world.as(client('ngo', 'A-1'))];
    for (const as of asking) expect(await toldTo(await as(), home)).toEqual(OPEN);
    await world.seal(refuge.household.key);

    for (const as of asking) expect(await toldTo(await as(), home)).toEqual(WITHHELD);
    expect(await toldTo(await world.as(officer('protector')), home)).toEqual(OPEN);
  },
);

test('a seal on another home of the figures’ people is not met where they left before the newest assessment', async () => {
  const { home, refuge } = await homeOfThree('2025-12-31');
  await world.seal(refuge.household.key);

  expect(await toldTo(await world.as(officer('officer')), home)).toEqual(OPEN);
});

test('one who has left and is under protection withholds the figures, wherever they live now', async () => {
  const home = await world.home([{ monthly: 100 }, { relation: 'SPOUSE', until: '2026-02-01' }]);
  await world.assessed(home.household, { assessedOn: '2026-01-01' });
  await world.seal(home.people[1]!.key);

  expect(await toldTo(await world.as(officer('officer')), home)).toEqual(WITHHELD);
});

test('a citizen is not told how many live in the own household where one of them is sealed in another; who lives in that one too is', async () => {
  const { home, refuge } = await homeOfThree(null);
  await world.seal(refuge.household.key);
  const closedTo = async (person: Home['people'][number]) =>
    (await toldTo(await world.as(citizen(person)), home)).closed.includes('household.memberCount');

  expect(await closedTo(home.people[0]!)).toBe(true);
  expect(await closedTo(home.people[2]!)).toBe(false);
});
