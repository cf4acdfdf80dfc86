import { aidEffectFields } from './aid-effect-fields.ts';
import { areaOf } from './area.ts';
import { type Fields, page, type World } from './field.ts';
import { onDayFields } from './on-day-fields.ts';
import { classesOfPerson } from './reach.ts';
import { referralsAbout } from './record-fields.ts';
import type { ReferenceLine } from './reference.ts';
import type { AssessmentRow, ConsentRow, HouseholdRow, PersonRow } from './registry.ts';

/** What the person room keeps: people, households, incomes, assessments. */
export const personFields: Fields = {
  'Household.area': (household: HouseholdRow, _given, world) => areaOf(household, world),
  'Household.address': ({ addressLine, postcode }: HouseholdRow) => ({ line: addressLine, postcode }),
  'Household.headOfHousehold': ({ headKey }: HouseholdRow, _given, { registry }) =>
    registry.personByKey(headKey),
  'Household.members': ({ key }: HouseholdRow, _given, world) =>
    world.registry
      .membersOf(key, world.registry.today)
      .filter(({ personKey }) => isReached(personKey, world)),
  'Household.memberCount': (row: HouseholdRow, _given, world) => figuresOf(row, world).size,
  'Household.totalMonthlyIncome': (row: HouseholdRow, _given, world) => figuresOf(row, world).total,
  'Household.incomePerHead': (row: HouseholdRow, _given, world) => {
    const { total, size } = figuresOf(row, world);
    return perHead(total, size);
  },
  'Household.assessment': ({ key }: HouseholdRow, _given, { registry }) => registry.newestAssessment(key),
  'Household.referrals': ({ key }: HouseholdRow, given, world) =>
    page(
      referralsAbout(world, ({ householdKey }) => householdKey === key),
      given,
    ),

  ...onDayFields,
  ...aidEffectFields,
  'HouseholdMember.person': ({ personKey }: { personKey: string }, _given, { registry }) =>
    registry.personByKey(personKey),

  'Assessment.incomePerHead': ({ totalMonthlyIncome, memberCount }: AssessmentRow) =>
    perHead(totalMonthlyIncome, memberCount),
  'Assessment.line': (row: AssessmentRow, _given, world) => lineOf(row, 'POVERTY', world),
  'Assessment.foodLine': (row: AssessmentRow, _given, world) => lineOf(row, 'FOOD', world),
  'Assessment.provenance': (row: AssessmentRow, _given, world) => {
    const lines = [lineOf(row, 'POVERTY', world), lineOf(row, 'FOOD', world)];
    if (lines.some((line) => line?.provenance === 'ESTIMATED')) return 'ESTIMATED';
    return lines.includes(null) ? null : 'OFFICIAL';
  },

  'Person.identityNumber': ({ identityNumber: digits }: PersonRow) =>
    `${digits.slice(0, 6)}-${digits.slice(6, 8)}-${digits.slice(8)}`,
  'Person.identityNumberMasked': ({ identityNumber: digits }: PersonRow) =>
    `${digits.slice(0, 2)}XXXX-XX-XXX${digits.slice(11)}`,
  'Person.birthYear': ({ birthDate }: PersonRow) => Number(birthDate.slice(0, 4)),
  'Person.incomes': ({ key }: PersonRow, _given, { registry }) => registry.incomesOf(key, registry.today),
  'Person.monthlyIncome': ({ key }: PersonRow, _given, { registry }) =>
    registry.incomesOf(key, registry.today).reduce((sum, { monthly }) => sum + monthly, 0),
  'Person.household': ({ key }: PersonRow, _given, { registry }) =>
    registry.householdByKey(registry.homesOf(key)[0]?.householdKey ?? ''),
  'ConsentFile.person': ({ personKey }: ConsentRow, _given, { registry }) => registry.personByKey(personKey),
  'ConsentFile.consent': (row: ConsentRow) => row,
  'Consent.reader': ({ readerKey }: ConsentRow, _given, { registry }) =>
    registry.personByKey(readerKey ?? ''),
  'Consent.until': ({ validUntil }: ConsentRow) => validUntil,
  'Consent.status': ({ withdrawnAt, validUntil }: ConsentRow, _given, { registry: { today } }) => {
    if (withdrawnAt !== null) return 'WITHDRAWN';
    return today < validUntil ? 'IN_FORCE' : 'ENDED';
  },

  'Person.referrals': ({ key }: PersonRow, given, world) =>
    page(
      referralsAbout(world, ({ personKey }) => personKey === key),
      given,
    ),
};

/** A membership shows that somebody exists. */
export function isReached(personKey: string, { registry, ground }: World): boolean {
  const person = registry.personByKey(personKey);
  return person !== null && classesOfPerson(registry, ground, person) !== null;
}

function figuresOf({ key }: HouseholdRow, { registry }: World): { total: number; size: number } {
  const members = registry.membersOf(key, registry.today);
  const earned = members.flatMap(({ personKey }) => registry.incomesOf(personKey, registry.today));
  return { total: earned.reduce((sum, { monthly }) => sum + monthly, 0), size: members.length };
}

function perHead(total: number, size: number): number | null {
  return size === 0 ? null : Math.floor(total / size);
}

/** eKasih compares per head, DOSM and JKM's first words the household; a line for the strata goes before one for both. */
function lineOf(row: AssessmentRow, kind: ReferenceLine['kind'], { registry }: World): ReferenceLine | null {
  const basis = row.test === 'PER_HEAD' ? 'PER_HEAD' : 'HOUSEHOLD';
  const lines = registry.reference.povertyLines.filter(
    (line) =>
      line.basisYear === row.basisYear &&
      line.stateCode === row.state &&
      line.kind === kind &&
      line.basis === basis,
  );
  return (
    lines.find(({ strata }) => strata === row.strata) ?? lines.find(({ strata }) => strata === null) ?? null
  );
}
