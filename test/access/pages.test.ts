import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, type Asking, NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs, expectSame } from './expected.ts';

const HALF_A_MINUTE = 30_000;
const oracle = openOracle();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const SIZES = [1, 2, 3, 7, 100];
const MOST_PAGES = 80;
const head = castMember(1, CAST.known, PLACE.known.head).id;

/** Every list that is paged: its name, and how it is reached. */
const LISTS: readonly {
  readonly name: string;
  readonly reach: string;
  readonly path: readonly (string | number)[];
}[] = [
  { name: 'households', reach: 'LIST', path: [] },
  { name: 'applicationFiles', reach: 'LIST', path: [] },
  { name: 'referralFiles', reach: 'LIST', path: [] },
  { name: 'referrals', reach: `household(id: "${castOf(1).known.id}") { LIST }`, path: ['household'] },
  { name: 'applications', reach: `person(id: "${head}") { LIST }`, path: ['person'] },
  {
    name: 'payments',
    reach: `person(id: "${head}") { applications { edges { node { LIST } } } }`,
    path: ['person', 'applications', 'edges', 0, 'node'],
  },
  {
    name: 'notices',
    reach: `person(id: "${head}") { applications { edges { node { LIST } } } }`,
    path: ['person', 'applications', 'edges', 0, 'node'],
  },
];

const askers = ASKING.filter(({ name }) =>
  ['icu-officer', 'district-officer', 'officer-at-home', 'state-upen', 'citizen'].includes(name),
);

test.each(askers.map((asking) => [asking.name, asking] as const))(
  'whatever the size of a page, %s reads every list whole, each row once and in order',
  async (_name, asking) => {
    for (const list of LISTS) {
      const whole = await idsOf(asking, list);
      const read = await Promise.all(SIZES.map((size) => walk(asking, list, size)));
      for (const [at, ids] of read.entries()) expect(ids, `${list.name} by ${SIZES[at]}`).toEqual(whole);
    }
  },
  HALF_A_MINUTE,
);

test.each(askers.map((asking) => [asking.name, asking] as const))(
  'to %s a page says that another follows exactly where one does',
  async (_name, asking) => {
    for (const { name, reach } of LISTS) {
      for (let first = 1; first <= 8; first += 1) {
        const page = `${name}(first: ${first}) { pageInfo { hasNextPage endCursor } edges { cursor node { id } } }`;
        await expectSame(house, oracle, asking, { query: `{ ${reach.replace('LIST', page)} }` });
      }
    }
  },
  HALF_A_MINUTE,
);

type List = (typeof LISTS)[number];

/** The ids of a list by the oracle, as one page. */
async function idsOf(asking: Asking, list: List): Promise<readonly string[]> {
  const query = `{ ${list.reach.replace('LIST', `${list.name}(first: 100) { edges { node { id } } }`)} }`;
  return edgesOf(oracle.answer(asking, { query }).data, list).map(({ node }) => node.id);
}

/** The ids of a list by the house, page by page. */
async function walk(asking: Asking, list: List, size: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = `${list.name}(first: ${size}, after: ${JSON.stringify(after)}) { pageInfo { hasNextPage endCursor } edges { node { id } } }`;
    const { data } = await askAs(house, asking, { query: `{ ${list.reach.replace('LIST', page)} }` });
    ids.push(...edgesOf(data, list).map(({ node }) => node.id));
    const info = pageInfoOf(data, list);
    if (info?.hasNextPage !== true) return ids;
    after = info.endCursor;
  }
  throw new Error(`${list.name} does not end.`);
}

type Edge = { readonly node: { readonly id: string } };
type Info = { readonly hasNextPage: boolean; readonly endCursor: string | null };

function edgesOf(data: unknown, list: List): readonly Edge[] {
  return (at(data, [...list.path, list.name, 'edges']) as readonly Edge[] | null) ?? [];
}

function pageInfoOf(data: unknown, list: List): Info | null {
  return (at(data, [...list.path, list.name, 'pageInfo']) as Info | null) ?? null;
}

function at(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((here, step) => (here == null ? null : Reflect.get(Object(here), step)), data);
}
