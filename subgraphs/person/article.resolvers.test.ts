import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type ArticleRow, articles } from './article.table.ts';
import { passportOf } from './ground/testing.ts';
import { openWorld, type World } from './household.testing.ts';

const LIST = `query ($topic: ArticleTopic, $on: Date, $first: Int, $after: String) {
  articles(topic: $topic, on: $on, first: $first, after: $after) {
    edges { cursor node { code topic version title en: title(language: EN) body startsOn endsOn source } }
  }
}`;

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** What is listed for whoever has no token. */
async function listed(variables: object = {}) {
  const { data, errors } = await world.room.ask(LIST, { ...variables }, passportOf(null, NO_BASIS));
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  return (data as any).articles.edges as { cursor: string; node: any }[];
}
const shown = async (variables: object = {}) => (await listed(variables)).map(({ node }) => node);

const aVersion = (code: string, version: number, more: Partial<ArticleRow>): ArticleRow => ({
  ...{ id: `${code}-${version}`, code, version, topic: 'AID', endsOn: null, source: 'A test' },
  ...{ titleMs: `Tajuk ${version}`, titleEn: `Title ${version}`, bodyMs: 'Isi.', bodyEn: 'Text.' },
  ...{ startsOn: '2024-01-01', ...more },
});

test('everyone reads of each topic, in Malay unless English is asked for, each with its source', async () => {
  const all = await shown();
  expect(new Set(all.map(({ topic }) => topic))).toEqual(
    new Set(['REGISTRATION', 'POVERTY_STATUS', 'AID', 'OWN_ENTRY']),
  );
  expect(all.map(({ code }) => code)).toEqual(all.map(({ code }) => code).toSorted());
  expect(all.find(({ code }) => code === 'how-to-register')).toMatchObject({
    ...{ title: 'Cara mendaftar', en: 'How to register' },
    body: expect.stringContaining('empat saluran'),
    source: expect.stringMatching(/^S1 .* S2 /),
  });
});

test('the line that is told of is the one that was published on the day', async () => {
  const told = async (on: string) =>
    (await shown({ on, topic: 'POVERTY_STATUS' })).find(({ code }) => code === 'poverty-line');
  expect(await told('2023-07-31')).toBeUndefined();
  expect(await told('2025-10-07')).toMatchObject({ version: 1, body: expect.stringContaining('RM2,589') });
  expect(await told('2025-10-08')).toMatchObject({ version: 2, body: expect.stringContaining('RM2,705') });
});

test('a version begins on its day, under its own topic; one that has ended brings none of the earlier back', async () => {
  await world.db
    .insert(articles)
    .values([
      aVersion('z-moved', 1, { topic: 'AID' }),
      aVersion('z-moved', 2, { topic: 'REGISTRATION', startsOn: '2024-06-01', endsOn: '2024-06-30' }),
    ]);
  const versions = async (variables: object) =>
    (await shown(variables)).flatMap(({ code, version }) => (code === 'z-moved' ? [version] : []));
  expect(await versions({ on: '2023-12-31' })).toEqual([]);
  expect(await versions({ on: '2024-05-31', topic: 'AID' })).toEqual([1]);
  expect(await versions({ on: '2024-06-01', topic: 'AID' })).toEqual([]);
  expect(await versions({ on: '2024-06-30', topic: 'REGISTRATION' })).toEqual([2]);
  expect(await versions({ on: '2024-07-01' })).toEqual([]);
});

test('pages together are the list, and a cursor is of its topic and day alone', async () => {
  const on = '2025-01-01';
  const whole = await shown({ on });
  const read: unknown[] = [];
  let after: string | null = null;
  for (;;) {
    const edges = await listed({ on, first: 3, after });
    read.push(...edges.map(({ node }) => node));
    after = edges.at(-1)?.cursor ?? null;
    if (after === null) break;
  }
  expect(read).toEqual(whole);

  const [{ cursor } = { cursor: '' }] = await listed({ on, first: 1 });
  for (const other of [{ on: '2025-01-02' }, { on, topic: 'AID' }]) {
    const { errors } = await world.room.ask(LIST, { ...other, after: cursor }, passportOf(null, NO_BASIS));
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  }
});

test.each(['never', '2026-02-30', '9999-12-31'])(
  '%s is no day on which anything was published',
  async (on) => {
    const { errors } = await world.room.ask(LIST, { on }, passportOf(null, NO_BASIS));
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'BAD_USER_INPUT', argument: 'on' },
    ]);
  },
);
