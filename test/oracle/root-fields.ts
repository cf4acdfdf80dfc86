import { CLASS_LIST } from './class-set.ts';
import { explanationOf } from './explanation.ts';
import { type Fields, newestBy, page, type World } from './field.ts';
import { classesOfHousehold, classesOfPerson, hasApplicationFile, hasReferralFile } from './reach.ts';
import type { ReferenceScheme } from './reference.ts';
import { compare, type HouseholdRow, type ReferralRow } from './registry.ts';
import { isReviewDue } from './review-due.ts';

type Filter = Partial<
  Record<'state' | 'district' | 'strata' | 'povertyStatus' | 'registrationStatus' | 'asOf', string | null>
>;

/** Where every answer begins, and the reference data. */
export const rootFields: Fields = {
  'Query.household': (_root, { id }, { registry }) => byId(registry.rows.households, id),
  'Query.person': (_root, { id }, { registry }) => byId(registry.rows.people, id),
  'Query.householdByRegistration': (_root, { number }, world) => {
    const found = world.registry.rows.households.find((row) => row.registrationNumber === number);
    return found !== undefined && opensHousehold(world, found, 'register') ? found : null;
  },
  'Query.households': (_root, given, world) => {
    const filter = (given['filter'] ?? {}) as Filter;
    const found = world.registry.rows.households.filter((row) => isListed(world, row, filter));
    return page(
      found.toSorted((one, other) => compare(one.registrationNumber, other.registrationNumber)),
      given,
    );
  },
  'Query.application': (_root, { reference }, { registry, ground }) =>
    registry.rows.applications.find(
      (row) => row.reference === reference && hasApplicationFile(ground, row),
    ) ?? null,
  'Query.applicationFiles': (_root, given, world) => {
    const { registry, ground } = world;
    const found = registry.rows.applications.filter(
      (row) => hasApplicationFile(ground, row) && opensPerson(world, row.applicantKey, 'aid'),
    );
    return page(
      newestBy(withStatus(found, given['status']), ({ submittedAt }) => submittedAt),
      given,
    );
  },
  'Query.unpaidApplicationFiles': (_root, given, world) => {
    const { registry, ground } = world;
    const waiting = new Set(
      registry.rows.payments
        .filter(({ month, status }) => month === given['month'] && status !== 'PAID')
        .map(({ applicationId }) => applicationId),
    );
    const found = registry.rows.applications.filter(
      (row) =>
        waiting.has(row.id) &&
        hasApplicationFile(ground, row) &&
        opensPerson(world, row.applicantKey, 'payment'),
    );
    return page(
      found.toSorted((one, other) => compare(one.id, other.id)),
      given,
    );
  },
  'Query.bankAccountsToCheck': (_root, given, world) => {
    const found = world.registry.rows.bankAccounts.filter(
      (row) => row.checkedAt === null && opensPerson(world, row.personKey, 'bank'),
    );
    return page(newestBy(found, ({ statedAt }) => statedAt).toReversed(), given);
  },
  'Query.reviewsDue': (_root, given, world) => {
    const found = world.registry.rows.applications.filter(
      (row) => isReviewDue(row, world.registry.today) && hasApplicationFile(world.ground, row),
    );
    const kept = found.filter((row) => opensPerson(world, row.applicantKey, 'aid'));
    return page(newestBy(kept, ({ submittedAt }) => submittedAt).toReversed(), given);
  },
  // Nothing is announced in the seed.
  'Query.announcements': (_root, given) => page([], given),
  'Query.referral': (_root, { reference }, { registry, ground }) =>
    registry.rows.referrals.find((row) => row.reference === reference && hasReferralFile(ground, row)) ??
    null,
  'Query.referralFiles': (_root, given, world) => {
    const { registry, ground } = world;
    const found = registry.rows.referrals.filter(
      (row) => hasReferralFile(ground, row) && opensSubject(world, row, 'case'),
    );
    return page(
      newestBy(withStatus(found, given['status']), ({ sentAt }) => sentAt),
      given,
    );
  },
  'Query.consents': (_root, given, { registry, ground }) => {
    const own = registry.rows.consents.filter(
      ({ personKey }) => ground.kind === 'SELF' && ground.person.key === personKey,
    );
    return page(
      newestBy(own, ({ givenAt }) => givenAt),
      given,
    );
  },

  // The seed has none.
  'Query.lockedLists': (_root, given) => page([], given),
  'Query.proposedMoves': (_root, given) => page([], given),
  'Query.proposedRelocations': (_root, given) => page([], given),
  'Query.programmeDraws': (_root, given) => page([], given),
  'Query.agencyLists': (_root, given) => page([], given),
  'Query.recipientLists': (_root, given) => page([], given),
  'Query.candidateFiles': (_root, given) => page([], given),
  'Query.updateRequestFiles': (_root, given) => page([], given),
  'Query.identityMatchFiles': (_root, given) => page([], given),
  'Query.drafts': () => [],
  'Query.agencies': (_root, _given, { registry }) =>
    registry.rows.agencies.toSorted((one, other) => compare(one.code, other.code)),
  'Query.schemes': (_root, _given, { registry }) => registry.reference.schemes,
  'Query.states': (_root, _given, { registry }) => registry.reference.states,
  'Query.districts': (_root, { state }, { registry }) =>
    registry.reference.districts.filter(({ stateCode }) => state == null || stateCode === state),
  'Query.povertyLines': (_root, given, { registry }) =>
    registry.reference.povertyLines.filter(({ basisYear }) => basisYear === given['basisYear']),
  'Query.labels': (_root, given, { graph }) => graph.enums.get(String(given['enum'])) ?? [],
  'Query.viewer': (_root, _given, world) => viewerOf(world),
  'Viewer.explain': (_viewer, given, world) => explanationOf(world, given),
  'Viewer.person': (_viewer, _given, { ground }) => (ground.kind === 'SELF' ? ground.person : null),

  'Scheme.name': ({ nameMs, nameEn }: ReferenceScheme, { language }) => (language === 'EN' ? nameEn : nameMs),
  'Label.label': ({ description }: { description: string }, { language }) =>
    partsOf(description)[language === 'EN' ? 'english' : 'malay'],
  'Label.meaning': ({ description }: { description: string }) =>
    partsOf(description)['meaning']?.replace(/\s+/g, ' '),
};

function byId<Row extends { id: string }>(rows: readonly Row[], id: unknown): Row | null {
  return rows.find((row) => row.id === String(id).toLowerCase()) ?? null;
}

function withStatus<Row extends { status: string }>(rows: readonly Row[], status: unknown): Row[] {
  return rows.filter((row) => status == null || row.status === status);
}

/** A list tells a class by its sort and by each condition: other rows are absent from it (access §2). */
function isListed(world: World, row: HouseholdRow, filter: Filter): boolean {
  const { asOf = null } = filter;
  const status =
    asOf === null ? world.registry.newestAssessment(row.key)?.status : statusThen(world, row, asOf);
  if (asOf !== null && row.registeredOn > asOf) return false;
  const conditions: readonly [string | null | undefined, string, unknown][] = [
    [filter.state, 'area', row.state],
    [filter.district, 'area', row.district],
    [filter.strata, 'area', row.strata],
    [filter.povertyStatus, 'poverty.status', status ?? null],
    [filter.registrationStatus, 'register', row.registrationStatus],
  ];
  return (
    opensHousehold(world, row, 'register') &&
    conditions.every(
      ([wanted, dataClass, value]) =>
        wanted == null || (wanted === value && opensHousehold(world, row, dataClass)),
    )
  );
}

/** What the register said of a household on a day, as far as this viewer is told. Nothing of the seed was written later than its day. */
function statusThen({ registry, ground }: World, { key }: HouseholdRow, day: string): string | null {
  const lived = (personKey: string) =>
    registry.membersOf(key, day).some((one) => one.personKey === personKey);
  if (ground.kind === 'SELF' && !lived(ground.person.key)) return null;
  const known = registry.rows.assessments.filter(
    ({ householdKey, assessedOn }) => householdKey === key && assessedOn <= day,
  );
  return known.toSorted((one, other) => compare(other.assessedOn, one.assessedOn))[0]?.status ?? null;
}

function opensHousehold({ registry, ground }: World, row: HouseholdRow, dataClass: string): boolean {
  return classesOfHousehold(registry, ground, row)?.has(dataClass) ?? false;
}

function opensPerson({ registry, ground }: World, key: string, dataClass: string): boolean {
  const person = registry.personByKey(key);
  return person !== null && (classesOfPerson(registry, ground, person)?.has(dataClass) ?? false);
}

/** A referral is about a household or about a person; about whom no register knows nothing is open. */
function opensSubject(world: World, { householdKey, personKey }: ReferralRow, dataClass: string): boolean {
  if (householdKey === null) return opensPerson(world, personKey ?? '', dataClass);
  const household = world.registry.householdByKey(householdKey);
  return household !== null && opensHousehold(world, household, dataClass);
}

function viewerOf({ token, ground }: World): object | null {
  if (token === null) return null;
  const { agreement, purpose } = ground.kind === 'AGREEMENT' ? ground : { agreement: null, purpose: null };
  return {
    id: token.sub,
    kind: token.viewer_kind,
    basis: ground.kind === 'NONE' ? null : ground.kind,
    agencyCode: token.agency ?? null,
    agreementNumber: agreement?.number ?? null,
    purpose,
    legalBasis: agreement?.legalBasis ?? null,
    areas: agreement?.areas ?? (ground.kind === 'POSTING' ? ground.posting.areas : []),
    classes: CLASS_LIST.filter((name) => ground.ceiling.has(name)),
  };
}

function partsOf(description: string): Readonly<Record<string, string>> {
  return /^(?<english>[^(]+) \((?<malay>[^)]+)\): (?<meaning>.+)$/s.exec(description)?.groups ?? {};
}
