import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { type Reference, readReference } from './reference.ts';

type Row<Table extends keyof RegistryRows> = RegistryRows[Table][number];
export type HouseholdRow = Row<'households'>;
export type PersonRow = Row<'people'>;
export type MembershipRow = Row<'memberships'>;
export type IncomeRow = Row<'incomes'>;
export type AssessmentRow = Row<'assessments'>;
export type ApplicationRow = Row<'applications'>;
export type NoticeRow = Row<'notices'>;
export type BankAccountRow = Row<'bankAccounts'>;
export type ReferralRow = Row<'referrals'>;
export type OkuCardRow = Row<'okuCards'>;
export type AgreementRow = Row<'agreements'>;
export type ConsentRow = Row<'consents'>;
export type PostingRow = Row<'postings'>;

/** The registry on one day: the seed's rows, to be looked up. */
export type Registry = {
  readonly rows: RegistryRows;
  readonly reference: Reference;
  /** The civil date in Malaysia, YYYY-MM-DD. */
  readonly today: string;
  /** In milliseconds of the epoch. */
  readonly now: number;
  householdByKey(key: string): HouseholdRow | null;
  personByKey(key: string): PersonRow | null;
  /** Who lives in a household on a day: the head first, then by since when. */
  membersOf(householdKey: string, day: string): readonly MembershipRow[];
  /** Where a person lives today, newest first. */
  homesOf(personKey: string): readonly MembershipRow[];
  /** What a person earns on a day. */
  incomesOf(personKey: string, day: string): readonly IncomeRow[];
  newestAssessment(householdKey: string): AssessmentRow | null;
  isAdult(person: PersonRow): boolean;
};

/** The registry of these rows at an instant, in milliseconds of the epoch. */
export function registryAt(rows: RegistryRows, now: number): Registry {
  const today = malaysianDate(now);
  const households = new Map(rows.households.map((row) => [row.key, row]));
  const people = new Map(rows.people.map((row) => [row.key, row]));
  const members = Map.groupBy(rows.memberships, ({ householdKey }) => householdKey);
  const homes = Map.groupBy(rows.memberships, ({ personKey }) => personKey);
  const incomes = Map.groupBy(rows.incomes, ({ personKey }) => personKey);
  const assessments = Map.groupBy(rows.assessments, ({ householdKey }) => householdKey);
  return {
    rows,
    reference: readReference(),
    today,
    now,
    householdByKey: (key) => households.get(key) ?? null,
    personByKey: (key) => people.get(key) ?? null,
    membersOf: (key, day) => (members.get(key) ?? []).filter((row) => holdsOn(row, day)).toSorted(headFirst),
    homesOf: (key) => (homes.get(key) ?? []).filter((row) => holdsOn(row, today)).toSorted(newestFirst),
    incomesOf: (key, day) => (incomes.get(key) ?? []).filter((row) => holdsOn(row, day)).toSorted(bySince),
    newestAssessment: (key) =>
      (assessments.get(key) ?? []).toSorted((a, b) => compare(b.assessedOn, a.assessedOn))[0] ?? null,
    isAdult: ({ birthDate }) => birthday(birthDate, 18) <= today,
  };
}

/** Whether an effective-dated row holds on a day: from its first day to the day before its end. */
export function holdsOn(row: { since: string; until: string | null }, day: string): boolean {
  return row.since <= day && (row.until === null || day < row.until);
}

/** Whether a fact of a ground is in force on a day. */
export function isValidOn(row: { validFrom: string; validUntil: string | null }, day: string): boolean {
  return holdsOn({ since: row.validFrom, until: row.validUntil }, day);
}

/** Texts in the order of their code points. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Malaysia keeps UTC+8 the year round, so its civil date is that of an instant eight hours on. */
export function malaysianDate(now: number): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
}

function birthday(birthDate: string, years: number): string {
  return `${Number(birthDate.slice(0, 4)) + years}${birthDate.slice(4)}`;
}

function headFirst(one: MembershipRow, other: MembershipRow): number {
  const isHead = Number(other.relationToHead === 'HEAD') - Number(one.relationToHead === 'HEAD');
  return isHead || bySince(one, other);
}

function bySince(one: { since: string; id: string }, other: { since: string; id: string }): number {
  return compare(one.since, other.since) || compare(one.id, other.id);
}

function newestFirst(one: MembershipRow, other: MembershipRow): number {
  return compare(other.since, one.since) || compare(one.id, other.id);
}
