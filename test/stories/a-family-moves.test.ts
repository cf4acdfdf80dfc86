import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { act, admin, ask, closeRegistry, officer, openRegistry } from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

const LONG_AGO = '2020-01-01';
const SINCE = '2026-01-10';
const YESTERDAY = '2026-01-14';
const GROUNDS = { reason: 'They live with the sister now.', origin: 'DECLARATION', method: 'COUNTER' };

type Member = { readonly id: string; readonly key: string };
type Home = { readonly id: string; readonly members: readonly Member[] };
let serial = 0;
let old: Home;
let aunts: Home;

/** A widow with a son in one district, and her sister in another. */
beforeEach(async () => {
  old = await home('05', '5_5', ['HEAD', 'CHILD']);
  aunts = await home('14', '14_1', ['HEAD']);
});

test('to another district: nobody there sees them before a second officer has confirmed it, and nobody here after', async () => {
  const [mother, son] = old.members as [Member, Member];
  for (const who of ['elsewhere', 'counter'] as const)
    expect(await sees(who, son.id)).toBe(who === 'counter');
  const proposed = await act(officer('elsewhere'), 'proposeMove', { ...GROUNDS, ...into(son, 'CHILD') });
  expect(proposed).toMatchObject({ codes: [], move: { person: null, household: { id: aunts.id } } });
  expect(await sees('elsewhere', son.id)).toBe(false);
  expect(await waiting('counter')).toContain(proposed.move.id);
  await confirmed('counter', proposed.move.id, into(son, 'OTHER_RELATIVE'), ['STEP_REFUSED']);
  await confirmed('counter', proposed.move.id, into(son, 'CHILD'));

  expect(await sees('elsewhere', son.id)).toBe(true);
  expect(await sees('counter', son.id)).toBe(false);
  expect(await sees('counter', mother.id)).toBe(true);
  // And he is told of it, whoever asked for it.
  const [told] =
    await admin`select kind from person.notice n join person.person p on p.key = n.person_key where p.id = ${son.id}`;
  expect(told?.['kind']).toBe('MOVED');
  expect(await livingIn(old, null)).toEqual([mother.id]);
  expect(await livingIn(aunts, null)).toEqual([aunts.members[0]!.id, son.id]);
  // The day before, the register said otherwise, whatever the first day of the move is.
  expect(await livingIn(old, YESTERDAY)).toEqual([mother.id, son.id]);
  expect(await livingIn(aunts, YESTERDAY)).toEqual([aunts.members[0]!.id]);
});

test('and both homes are found by how they stand then; the one that is left stays, with nobody in it', async () => {
  const [mother, son] = old.members as [Member, Member];
  for (const [member, relation] of [
    [son, 'OTHER_RELATIVE'],
    [mother, 'SIBLING'],
  ] as const) {
    const move = into(member, relation);
    const { move: made, codes } = await act(officer('counter'), 'proposeMove', { ...GROUNDS, ...move });
    expect(codes).toEqual([]);
    await confirmed('elsewhere', made.id, move);
  }
  expect(await figures(aunts)).toEqual({
    memberCount: 3,
    assessment: { memberCount: 3, status: 'HARDCORE_POOR' },
  });
  expect(await figures(old)).toEqual({
    memberCount: 0,
    assessment: { memberCount: 1, status: 'HARDCORE_POOR' },
  });
});

const into = ({ id: person }: Member, relationToHead: string) => ({
  ...{ kind: 'INTO_HOUSEHOLD', person, household: aunts.id, relationToHead, since: SINCE, remaining: [] },
});

async function confirmed(
  who: Parameters<typeof officer>[0],
  id: string,
  move: object,
  codes: readonly string[] = [],
): Promise<void> {
  expect((await act(officer(who), 'confirmMove', { id, ...move })).codes).toEqual(codes);
}

async function sees(who: Parameters<typeof officer>[0], id: string): Promise<boolean> {
  const { data } = await ask(officer(who), `{ person(id: "${id}") { id } }`);
  return data.person !== null;
}

async function waiting(who: Parameters<typeof officer>[0]): Promise<string[]> {
  const { data } = await ask(officer(who), '{ proposedMoves { edges { node { id } } } }');
  return data.proposedMoves.edges.map(({ node }: { readonly node: Member }) => node.id);
}

/** Who lived there, as the register said at the end of that day, or says today. */
async function livingIn({ id }: Home, day: string | null): Promise<string[]> {
  const asked = `asOf(day: ${day === null ? 'null' : `"${day}"`}) { members { person { id } } }`;
  const { data } = await ask(officer('country'), `{ household(id: "${id}") { ${asked} } }`);
  return data.household.asOf.members.map(({ person }: { readonly person: Member }) => person.id);
}

async function figures({ id }: Home) {
  const asked = 'memberCount assessment { memberCount status }';
  const { data } = await ask(officer('country'), `{ household(id: "${id}") { ${asked} } }`);
  return data.household;
}

/** A confirmed household that the register has known for long, of people without an income. */
async function home(state: string, district: string, relations: readonly string[]): Promise<Home> {
  const household = { key: crypto.randomUUID(), id: crypto.randomUUID() };
  const members = relations.map(() => ({ key: crypto.randomUUID(), id: crypto.randomUUID() }));
  serial += 1;
  await admin`insert into person.household ${admin({
    ...{ ...household, registration_number: `EK-STORY-${serial}`, registration_status: 'CONFIRMED' },
    ...{ registered_on: LONG_AGO, state, district, strata: 'URBAN', postcode: '70100' },
    ...{ address_line: '12 Jalan Contoh', head_key: members[0]!.key },
  })}`;
  for (const [place, { key, id }] of members.entries()) {
    await admin`insert into person.person ${admin({
      ...{
        key,
        id,
        name: 'ROSNAH BINTI CONTOH',
        identity_number: `79040595${serial}${String(place).padStart(3, '0')}`,
      },
      ...{
        identity_number_kind: 'MYKAD',
        birth_date: place === 0 ? '1979-04-05' : '2015-01-02',
        sex: 'FEMALE',
      },
      ...{
        phone: null,
        email: null,
        marital_status: 'WIDOWED',
        education: 'PRIMARY',
        employment: 'UNEMPLOYED',
      },
    })}`;
    await admin`insert into person.membership ${admin({
      ...{ id: crypto.randomUUID(), household_key: household.key, person_key: key },
      ...{ relation_to_head: relations[place] ?? 'HEAD', since: LONG_AGO, until: null },
    })}`;
  }
  return { id: household.id, members };
}
