import type { RoomParts } from '@seisi/host/context';
import { isUuid } from '@seisi/host/scalars';
import type { Viewer } from '@seisi/schema/viewer';
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { type Ground, type GroundFacts, groundOf } from './ground.ts';
import { groundFacts } from './ground-fact.table.ts';
import { people } from './person.table.ts';
import { isAdult } from './person.ts';

const NOTHING: GroundFacts = { person: null, facts: [] };

/** The facts of the viewer's grounds, and the ground they come to: one statement in a request, whatever is asked. */
export const groundLoaders = (parts: RoomParts) => {
  const known = once(() => factsOf(parts));
  return {
    groundFacts: known,
    ground: once(async (): Promise<Ground> => groundOf(parts.passport, await known())),
  };
};

async function factsOf(parts: RoomParts): Promise<GroundFacts> {
  const { viewer } = parts.passport;
  if (viewer === null) return NOTHING;
  if (viewer.kind === 'CITIZEN') return ownPerson(viewer, parts);
  const named = factsNaming(viewer);
  if (named === undefined) return NOTHING;
  const today = inForce(groundFacts.validFrom, groundFacts.validUntil, parts.today);
  const facts = await parts.db.select().from(groundFacts).where(and(named, today)).orderBy(groundFacts.id);
  return { person: null, facts };
}

async function ownPerson(viewer: Viewer, { db, today }: RoomParts): Promise<GroundFacts> {
  if (!isUuid(viewer.person)) return NOTHING;
  const [own] = await db
    .select({ key: people.key, birthDate: people.birthDate })
    .from(people)
    .where(eq(people.id, viewer.person));
  return own === undefined
    ? NOTHING
    : { person: { key: own.key, adult: isAdult(own.birthDate, today) }, facts: [] };
}

function factsNaming(viewer: Viewer): SQL | undefined {
  if (viewer.kind === 'OFFICER')
    return and(inArray(groundFacts.kind, ['POSTING', 'RELATIVE']), eq(groundFacts.holder, viewer.id));
  if (viewer.kind !== 'AGENCY_CLIENT' || viewer.agreement === null) return undefined;
  return and(eq(groundFacts.kind, 'AGREEMENT'), eq(groundFacts.id, viewer.agreement));
}

/** Runs once in a request; a failure is kept too, so that nothing is decided on half of the facts. */
function once<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | null = null;
  return () => {
    result ??= run();
    return result;
  };
}
