import type { DataClass } from '@seisi/schema/classes';
import type { RoomResult } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { memberships } from './household.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { moves } from './move.table.ts';

/** What the officers of these tests may see. */
export const DUTY: readonly DataClass[] = ['register', 'area', 'kinship', 'contact', 'poverty'];
export const GROUNDS = { reason: 'The school is there.', origin: 'DECLARATION', method: 'COUNTER' };

let database: TestDatabase;
export let world: World;
/** A head with a child and a parent in one district; a couple in another, to whom they may move. */
export let old: Home;
export let target: Home;

export async function openMoves(): Promise<void> {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
}

export async function closeMoves(): Promise<void> {
  await world.close();
  await database.close();
}

/** Two homes, two officers of the one district, one of the other, and one of the country. */
export async function beginMoves(): Promise<void> {
  await world.db.delete(groundFacts);
  await world.db.delete(moves);
  old = await world.home([{}, { relation: 'CHILD', birthDate: '2015-01-01' }, { relation: 'PARENT' }]);
  target = await world.home([{}, { relation: 'SPOUSE' }], { state: '06', district: '6_1' });
  await posted('old', ['5_5']);
  await posted('old-2', ['5_5']);
  await posted('new', ['6_1']);
  await posted('both', ['MY']);
}

export const posted = (id: string, areas: readonly string[], duty: readonly DataClass[] = DUTY) =>
  world.fact({ ...postingOf(id, duty, areas), id: `P-${id}` });
export const ask = async (field: string, who: Viewer, input: object): Promise<RoomResult> => {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const text = `mutation($input: ${type}!) { ${field}(input: $input) { move { id person { id } household { id } } } }`;
  return world.room.ask(text, { input }, await world.as(who));
};
const CHILD = 1;
export const into = (given: object = {}) => ({
  ...{ kind: 'INTO_HOUSEHOLD', person: old.people[CHILD]!.id, household: target.household.id },
  ...{ relationToHead: 'OTHER_RELATIVE', since: '2026-11-20', remaining: [] },
  ...{ idempotencyKey: crypto.randomUUID(), ...given },
});
export const out = (given: object = {}) =>
  into({ kind: 'LEFT', household: null, relationToHead: null, ...given });
export const propose = async (who: string, given: object = into()): Promise<string> => {
  const { data, errors } = await ask('proposeMove', officer(who), { ...GROUNDS, ...given });
  const payload = data?.['proposeMove'] as { move: { id: string } } | null | undefined;
  if (payload == null) throw new Error(JSON.stringify(errors));
  return payload.move.id;
};
export const confirm = (id: string, who: string, given: object = into()) =>
  ask('confirmMove', officer(who), { ...given, id });
export const homeOf = async (personKey: string) => {
  const rows = await world.db.select().from(memberships).where(eq(memberships.personKey, personKey));
  return rows
    .filter(({ since, until }) => since <= TODAY && (until === null || until > TODAY))
    .map(({ householdKey }) => householdKey);
};
export const sees = async (who: Viewer, id: string): Promise<boolean> => {
  const result = await world.room.ask(
    'query($id: ID!) { person(id: $id) { id } }',
    { id },
    await world.as(who),
  );
  return result.data?.['person'] !== null;
};
export const waiting = async (who: string) => {
  const text = '{ proposedMoves { edges { node { id person { id } household { id } } } } }';
  const { data, errors } = await world.room.ask(text, {}, await world.as(officer(who)));
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const list = data?.['proposedMoves'] as { edges: { node: object }[] } | undefined;
  return list?.edges.map(({ node }) => node);
};
export const mover = () => old.people[CHILD]!;

export async function personOf(holder: string): Promise<string | null> {
  const [fact] = await world.db.select().from(groundFacts).where(eq(groundFacts.holder, holder));
  return fact?.subjectKey ?? null;
}
