import type { RoomParts } from '@seisi/host/context';
import type { Soon } from '@seisi/host/soon';
import { NO_CLASSES, opens } from '@seisi/schema/classes';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { budgetExhausted, type LineFacts, type LogFacts, type PersonFacts } from '@seisi/schema/facts';
import { Facts, type FactsByRoom, type Telling } from '@seisi/schema/facts-mint';
import type { Grant } from '@seisi/schema/grant';
import { viewerKey } from '@seisi/schema/passport';
import { lineKey } from './assessment.loaders.ts';
import { derivedReads, type OwnFigures } from './derived.loaders.ts';
import {
  type Composition,
  factsForAid,
  factsForOku,
  linesOf,
  type MemberFigures,
  totalsOf,
} from './derived.ts';
import type { Ground } from './ground/ground.ts';
import type { Resident, Situation } from './ground/situation.ts';
import type { HouseholdRow } from './household.table.ts';
import type { LogHome } from './log-home.loaders.ts';
import type { SubjectType } from './mint.ts';
import type { PovertyLineRow } from './poverty-line.table.ts';

/** What derived answers are made from; a read that fails rejects them. */
export type FactsReads = {
  ground(): Soon<Ground>;
  grantOf(type: SubjectType, key: string): Soon<Grant | null>;
  situation(householdKey: string): Soon<Situation | null>;
  homes(personKey: string): Soon<readonly { readonly householdKey: string }[]>;
  household(householdKey: string): Soon<HouseholdRow | null>;
  logHomes(personKey: string): Soon<readonly LogHome[]>;
  /** Whose lines count today; null where none was adopted. */
  basisYear(): Soon<number | null>;
  linesOfState(key: string): Soon<readonly PovertyLineRow[]>;
};

/** The derived fields of this room, and the carrier by which other rooms compute theirs (access §10). Each counts against the day's budget before anything is read. */
export const factsLoaders = (parts: RoomParts, reads: FactsReads) => {
  const own = derivedReads(parts, reads.ground);
  const compositionOf = compositions(reads, own);
  const aidFacts = factsOfPeople(parts, reads, own, compositionOf);

  const logFacts = factsOfLog(reads);

  const byRoom = async (type: SubjectType, key: string): Promise<FactsByRoom> => {
    if (type === 'Household') return { oku: factsForOku(await compositionOf(key)) };
    const [aid, receipt] = await Promise.all([aidFacts(key), logFacts(key)]);
    return receipt === null ? { aid } : { aid, receipt };
  };
  const withinBudget = async (key: string): Promise<void> => {
    if (await own.isSpent(key)) throw budgetExhausted();
  };

  return {
    /** The carrier of a subject of which something is open; null where nothing is. */
    factsOf: async (type: SubjectType, key: string): Promise<Facts | null> => {
      if ((await reads.grantOf(type, key)) === null) return null;
      const { request, expires } = parts.passport;
      const binding = { subject: key, viewer: viewerKey(parts.passport), request, expires };
      const telling: Telling = (await own.isSpent(key))
        ? { kind: 'SPENT' }
        : { kind: 'TOLD', byRoom: await byRoom(type, key) };
      return new Facts(binding, telling, parts.facts.write);
    },

    /** @throws BUDGET_EXHAUSTED, and SOURCE_UNAVAILABLE where nobody on record lives there */
    derivedOfHousehold: async (key: string): Promise<Composition> => {
      await withinBudget(key);
      const composition = await compositionOf(key);
      if (composition.members.length > 0) return composition;
      throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
    },

    /** @throws BUDGET_EXHAUSTED, and SOURCE_UNAVAILABLE where the person is not on record */
    derivedOfPerson: async (key: string): Promise<OwnFigures> => {
      await withinBudget(key);
      const figures = await own.ownFigures.load(key);
      if (figures !== null) return figures;
      throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
    },
  };
};

type Own = ReturnType<typeof derivedReads>;
type CompositionOf = (householdKey: string) => Promise<Composition>;

/** Who lives in a household. One who is out of this viewer's reach, or not on record, has no part in what is computed. */
function compositions(reads: FactsReads, { ownFigures }: Own): CompositionOf {
  const memberOf = async ({ personKey, relation }: Resident): Promise<MemberFigures | null> => {
    const grant = await reads.grantOf('Person', personKey);
    const own = grant === null ? null : await ownFigures.load(personKey);
    return own === null ? null : { ...own, personKey, relation };
  };
  return async (householdKey) => {
    const residents = (await reads.situation(householdKey))?.residents;
    const members = await Promise.all((residents ?? []).map(memberOf));
    const told = members.filter((member) => member !== null);
    return { members: told, whole: residents !== undefined && told.length === residents.length };
  };
}

/** What the room of aid is told of a person. */
function factsOfPeople(
  { today }: RoomParts,
  reads: FactsReads,
  { ownFigures }: Own,
  compositionOf: CompositionOf,
): (personKey: string) => Promise<PersonFacts> {
  /** A citizen has the household's figures where the household itself opens them: where nobody else has a part in them. */
  const totalsFor = async (householdKey: string): Promise<PersonFacts['household']> => {
    const [{ kind }, grant] = await Promise.all([reads.ground(), reads.grantOf('Household', householdKey)]);
    if (grant === null || (kind === 'SELF' && !opens(grant.classes, 'poverty'))) return 'CLOSED';
    return totalsOf(await compositionOf(householdKey), today);
  };
  const linesFor = async (householdKey: string): Promise<LineFacts | null> => {
    const place = await reads.household(householdKey);
    const basisYear = await reads.basisYear();
    if (place === null || basisYear === null) return null;
    const key = lineKey({ basisYear, stateCode: place.state });
    return linesOf(await reads.linesOfState(key), place.strata);
  };
  return async (personKey) => {
    const [own, homes] = await Promise.all([ownFigures.load(personKey), reads.homes(personKey)]);
    const [home, ...others] = homes;
    // Whoever lives in two households has no one figure.
    if (home === undefined || others.length > 0)
      return factsForAid(own, { household: null, lines: null }, today);
    const [household, lines] = await Promise.all([totalsFor(home.householdKey), linesFor(home.householdKey)]);
    return factsForAid(own, { household, lines }, today);
  };
}

/** What the room of receipts is told of a person: nobody but a citizen reads a log. A home that is closed to the citizen is none. */
function factsOfLog(reads: FactsReads): (personKey: string) => Promise<LogFacts | null> {
  return async (personKey) => {
    if ((await reads.ground()).kind !== 'SELF') return null;
    const homes = await reads.logHomes(personKey);
    const grants = await Promise.all(homes.map((home) => reads.grantOf('Household', home.householdKey)));
    const open = homes.map(({ householdKey: key, since }, at) => ({
      ...{ key, since },
      classes: grants[at]?.classes ?? NO_CLASSES,
    }));
    return { homes: open.filter(({ classes }) => classes !== NO_CLASSES) };
  };
}
