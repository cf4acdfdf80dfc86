import type { RoomParts } from '@seisi/host/context';
import { isUuid } from '@seisi/host/scalars';
import { after, once, type Soon } from '@seisi/host/soon';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import {
  and,
  arrayContains,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { consentedClasses } from './consent.policy.ts';
import { inForce } from './effective-date.policy.ts';
import { type GroundFacts, groundOf } from './ground/basis.ts';
import type { Ground } from './ground/ground.ts';
import type { SelfGround } from './ground/self.ts';
import { GROUNDS_KEPT } from './ground-fact.lease.ts';
import { groundFacts } from './ground-fact.table.ts';
import { people } from './person.table.ts';
import { isAdult } from './person.ts';

const NOTHING: GroundFacts = { person: null, facts: [], consented: [] };

/** The facts of the viewer's grounds, and the ground they come to: one statement in a request, whatever is asked. */
export const groundLoaders = (parts: RoomParts) => {
  const known = once(() => keptFacts(parts));
  const decided = once(() => after(known(), (facts): Ground => groundOf(parts.passport, facts)));
  const isFresh = () => parts.passport.facts !== null && parts.areFactsFresh();

  /** The ground, where its facts may be relied upon. */
  const ground = (): Soon<Ground> =>
    after(isFresh(), (fresh) => {
      if (fresh) return decided();
      throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
    });
  return {
    ground,
    /** The ground by which somebody's own record alone is decided: for that the facts need not be fresh (access §3). */
    groundOfOwn: (isOwn: (self: SelfGround) => boolean): Soon<Ground> =>
      after(decided(), (found) => (found.kind === 'SELF' && isOwn(found) ? found : ground())),
    /** However old: what is read by it is not told, but decided by. */
    groundAtAnyAge: decided,
    /** The agencies in which an account, or the person behind it under any other account, has a posting today. */
    agenciesOfPosted: async (officer: string, personKey: string): Promise<(string | null)[]> => {
      const isTheirs = or(eq(groundFacts.holder, officer), eq(groundFacts.subjectKey, personKey));
      const isInForce = inForce(groundFacts.validFrom, groundFacts.validUntil, parts.today);
      const rows = await parts.db
        .select({ agency: groundFacts.agency })
        .from(groundFacts)
        .where(and(eq(groundFacts.kind, 'POSTING'), isTheirs, isInForce));
      return rows.map(({ agency }) => agency);
    },
    /** What is known of the viewer's grounds. The own person is not a fact that others own. */
    groundFacts: async (): Promise<GroundFacts> => {
      if (parts.passport.viewer?.kind !== 'CITIZEN') await ground();
      return known();
    },
  };
};

/** How long the facts of a viewer are kept under one version, unless one of them changes: an incident may begin by the clock. */
const KEPT_MILLISECONDS = 1000;

/**
 * The facts of an officer's or agency's grounds, kept under everything that they depend on (access §9): who asks, the version that the gateway
 * heard, and the day; until any fact changes, for who was let in may ask before the gateway hears of a new version. Before an answer leaves, the
 * gateway looks whether what it relied on still stands.
 */
function keptFacts(parts: RoomParts): Soon<GroundFacts> {
  const { passport, today, memory } = parts;
  const { viewer, facts } = passport;
  // Before anything was told there is no version; and who a citizen is, is no fact of grounds.
  if (facts === null || facts === 0 || viewer === null || viewer.kind === 'CITIZEN') return factsOf(parts);
  const key = `${GROUNDS_KEPT}${JSON.stringify([viewer, facts, today])}`;
  return memory.keep(key, KEPT_MILLISECONDS, () => factsOf({ ...parts, db: parts.aside }));
}

async function factsOf(parts: RoomParts): Promise<GroundFacts> {
  const { viewer } = parts.passport;
  if (viewer === null) return NOTHING;
  if (viewer.kind === 'CITIZEN') return ownPerson(viewer, parts);
  const named = factsNaming(viewer, parts);
  if (named === undefined) return NOTHING;
  const rows = await parts.db
    .select({ ...getTableColumns(groundFacts), consented: consentedFor(viewer, parts) })
    .from(groundFacts)
    .where(named)
    .orderBy(groundFacts.id);
  return {
    person: null,
    facts: rows.map(({ consented: _classes, ...fact }) => fact),
    consented: rows.flatMap(({ consented }) => consented),
  };
}

async function ownPerson(viewer: Viewer, { db, today }: RoomParts): Promise<GroundFacts> {
  if (!isUuid(viewer.person)) return NOTHING;
  const [own] = await db
    .select({ key: people.key, birthDate: people.birthDate })
    .from(people)
    .where(eq(people.id, viewer.person));
  return own === undefined
    ? NOTHING
    : { ...NOTHING, person: { key: own.key, adult: isAdult(own.birthDate, today) } };
}

function factsNaming(viewer: Viewer, { today, now }: RoomParts): SQL | undefined {
  const isInForce = inForce(groundFacts.validFrom, groundFacts.validUntil, today);
  if (viewer.kind === 'OFFICER') {
    const kinds = inArray(groundFacts.kind, ['POSTING', 'RELATIVE']);
    return and(kinds, eq(groundFacts.holder, viewer.id), isInForce);
  }
  if (viewer.kind !== 'AGENCY_CLIENT' || viewer.agreement === null || viewer.agency === null)
    return undefined;
  const agreement = and(eq(groundFacts.kind, 'AGREEMENT'), eq(groundFacts.id, viewer.agreement), isInForce);
  return or(agreement, and(isGoingOn(viewer.agency, new Date(now())), isInForce));
}

/** An incident that names the agency counts to the instant; one without an end never began. */
function isGoingOn(agency: string, now: Date): SQL | undefined {
  return and(
    eq(groundFacts.kind, 'INCIDENT'),
    isNull(groundFacts.holder),
    arrayContains(groundFacts.agencies, [agency]),
    lte(groundFacts.startsAt, now),
    gt(groundFacts.endsAt, now),
  );
}

/** Beside the agreement, what consents can add to it. */
function consentedFor({ agency, purpose }: Viewer, { today }: RoomParts): SQL<readonly string[]> {
  const nothing = sql`'[]'::json`;
  const classes = agency === null || purpose === null ? nothing : consentedClasses(agency, purpose, today);
  return sql<
    readonly string[]
  >`case when ${groundFacts.kind} = 'AGREEMENT' then ${classes} else ${nothing} end`;
}
