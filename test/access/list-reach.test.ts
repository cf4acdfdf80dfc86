import { connect } from '@seisi/migrations/connection';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASKING, type Asking, NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs } from './expected.ts';

/** Access §2, §5: a list is cut into pages of what is within reach; whatever else the registers hold, its bytes, places and ends are the same. */

const MINUTE = 60_000;
const MOST_PAGES = 20;
const { rows } = openOracle();

const NOBODY = '00000000-0000-4000-8000-000000000000';
const person = (household: number, place: number) => castMember(1, household, place).key;
const SEALED = [PLACE.sealed.mother, PLACE.sealed.son].map((place) => person(CAST.sealed, place));
const STRANGERS = [...SEALED, NOBODY, person(CAST.elsewhere, 0)];
const { sealed, relative, officer } = castOf(1);

type List = {
  readonly asker: string;
  readonly name: 'applicationFiles' | 'referralFiles';
  readonly node: string;
  readonly status: string;
  /** Who is out of this asker's reach though a file about them is not. */
  readonly people: readonly string[];
  readonly households: readonly string[];
};

const APPLICATIONS = {
  name: 'applicationFiles',
  node: 'id reference applicant { id } application { status }',
  status: 'COMPLETED',
  households: [],
} as const;
const REFERRALS = {
  name: 'referralFiles',
  node: 'id subject { __typename } referral { status }',
  status: 'SENT',
} as const;

const KIN = person(CAST.relative, PLACE.relative.head);
const FAMILY = person(CAST.officer, PLACE.officer.head);
const LISTS: readonly List[] = [
  { ...APPLICATIONS, asker: 'district-officer', people: [...STRANGERS, KIN] },
  { ...APPLICATIONS, asker: 'officer-at-home', people: [...STRANGERS, FAMILY] },
  { ...APPLICATIONS, asker: 'state-upen', people: STRANGERS },
  {
    ...REFERRALS,
    asker: 'district-officer',
    people: [...STRANGERS, KIN],
    households: [sealed.key, relative.key, NOBODY],
  },
  {
    ...REFERRALS,
    asker: 'officer-at-home',
    people: [...STRANGERS, FAMILY],
    households: [sealed.key, officer.key, NOBODY],
  },
];

/** When files within reach were made, and a little before and after them, so that strangers stand at every place of a list. */
const INSTANTS = [
  ...rows.applications.map((row) => row.submittedAt),
  ...rows.referrals.map((row) => row.sentAt),
];
const instant = fc
  .tuple(fc.constantFrom(...INSTANTS), fc.constantFrom(-1, 0, 1))
  .map(([at, milliseconds]) => new Date(at.getTime() + milliseconds));

type Extra = {
  readonly id: string;
  readonly at: Date;
  readonly who: number;
  readonly isFirstStatus: boolean;
};
const extras = fc.array(
  fc.record({
    id: fc.uuid({ version: 4 }),
    at: instant,
    who: fc.nat(),
    isFirstStatus: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

/** Writes files about people and households out of reach, lets the walk happen, and takes them away again. */
async function among<Walked>(
  house: House,
  list: List,
  given: readonly Extra[],
  walk: () => Promise<Walked>,
): Promise<Walked> {
  const sql = connect(house.adminUrl);
  const byId = new Map(given.map((extra) => [extra.id, extra]));
  if (list.name === 'applicationFiles')
    await sql`insert into aid.application ${sql([...byId.values()].map((extra) => applicationOf(list, extra)))}`;
  else
    await sql`insert into agency.referral ${sql([...byId.values()].map((extra) => referralOf(list, extra)))}`;
  try {
    return await walk();
  } finally {
    await sql`delete from aid.application where id = any(${[...byId.keys()]}::uuid[])`;
    await sql`delete from agency.referral where id = any(${[...byId.keys()]}::uuid[])`;
    await sql.end();
  }
}

function applicationOf({ people, status }: List, { id, at, who, isFirstStatus }: Extra) {
  return {
    id,
    reference: `JKM-${id}`,
    applicant_key: people[who % people.length] ?? '',
    state: '05',
    district: '5_5',
    scheme_code: 'BKK',
    status: isFirstStatus ? status : 'IN_PROCESS',
    submitted_at: at,
  };
}

function referralOf({ people, households, status }: List, { id, at, who, isFirstStatus }: Extra) {
  const everybody = [...households, ...people];
  const key = everybody[who % everybody.length] ?? '';
  const isHousehold = who % everybody.length < households.length;
  return {
    id,
    reference: `EZ-${id}`,
    household_key: isHousehold ? key : null,
    person_key: isHousehold ? null : key,
    from_agency: isFirstStatus ? 'jkm' : 'kkm',
    to_agency: isFirstStatus ? 'kkm' : 'jkm',
    need: 'FOOD',
    status: isFirstStatus ? status : 'RETURNED',
    sent_at: at,
    note: 'Mohon lawatan.',
  };
}

/** Every page of a list to its end, as texts in which each cursor, sealed anew for each answer, is the number of its place. */
async function pagesOf(house: House, list: List, first: number, status: string | null): Promise<string[]> {
  const asking = ASKING.find(({ name }) => name === list.asker) as Asking;
  const places: string[] = [];
  const placed = (text: string) =>
    text.replace(/"(cursor|endCursor)":"([^"]+)"/g, (_all, name: string, cursor: string) => {
      if (!places.includes(cursor)) places.push(cursor);
      return `"${name}":${places.indexOf(cursor)} of ${cursor.length}`;
    });
  const texts: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const given = `first: ${first}, after: ${JSON.stringify(after)}, status: ${status}`;
    const query = `{ ${list.name}(${given}) { edges { cursor node { ${list.node} } } pageInfo { endCursor hasNextPage } } }`;
    const { text, data } = await askAs(house, asking, { query });
    texts.push(placed(text));
    const info = data?.[list.name]?.pageInfo;
    if (info?.hasNextPage !== true) return texts;
    expect(data[list.name].edges, text).toHaveLength(first);
    after = info.endCursor;
  }
  throw new Error(`${list.name} does not end.`);
}

describe.each([
  ['in one process', 'in-process', 8],
  ['over HTTP', 'http', 3],
] as const)('%s', (_where, place, numRuns) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ now: () => NOW, rooms: place });
  });
  afterAll(() => house?.close());

  test.each(LISTS.map((list) => [list.name, list.asker, list] as const))(
    'files about whoever is out of reach change nothing in any page of %s as %s reads it to its end',
    async (_name, _asker, list) => {
      const without = new Map<string, string[]>();
      await fc.assert(
        fc.asyncProperty(
          extras,
          fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(100)),
          fc.boolean(),
          async (given, first, isFiltered) => {
            const status = isFiltered ? list.status : null;
            const world = `${first} ${status}`;
            const expected = without.get(world) ?? (await pagesOf(house, list, first, status));
            without.set(world, expected);
            const found = await among(house, list, given, () => pagesOf(house, list, first, status));
            expect(found).toEqual(expected);
          },
        ),
        { numRuns },
      );
    },
    MINUTE,
  );

  test('the lists compared hold something, and a page of one of them is followed by another', async () => {
    for (const list of LISTS) {
      const [whole = ''] = await pagesOf(house, list, 100, null);
      expect(JSON.parse(whole.replace(/(\d+) of \d+/g, '$1')).data[list.name].edges.length).toBeGreaterThan(
        1,
      );
      expect((await pagesOf(house, list, 1, null)).length).toBeGreaterThan(1);
    }
  });
});
