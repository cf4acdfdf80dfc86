import { RegistryError } from '@seisi/schema/errors';
import { isDay } from './as-of.ts';
import type { IncomeRow } from './income.table.ts';
import type { RecordedIncomeRow } from './recorded-income.table.ts';
import type { CorrectIncomeInput, RecordIncomeInput } from './types.generated.ts';

/** What an income is, whoever recorded it: sen a month, from the first day until the day before `until`. */
export type IncomeValue = Pick<IncomeRow, 'source' | 'monthly' | 'since' | 'until'>;

/** Where a value comes from and how it was taken down. */
export type Provenance = Pick<RecordedIncomeRow, 'origin' | 'method'>;

/** Who records, and when. */
export type Recording = Provenance & { readonly by: string; readonly at: Date };

/** RM10 million a month: more is a slip of the pen. */
const MOST_SEN = 1_000_000_000;

/**
 * Reads a new income as an officer takes it down.
 * @throws BAD_USER_INPUT for an amount or day that is none, an income that is still to begin or ends before it begins, and an origin that nobody records
 */
export function wantedIncome(
  given: RecordIncomeInput,
  today: string,
): { readonly value: IncomeValue; readonly provenance: Provenance } {
  const value = { source: given.source, ...wantedTerms(given, today) };
  if (value.until === value.since)
    throw badInput('until', 'is after `input.since`: it was earned for a day at the least');
  return { value, provenance: wantedProvenance(given) };
}

/**
 * Reads what an income should have said all along; the source stays. An end on the first day says that it never was.
 * @throws BAD_USER_INPUT as for a new income
 */
export function correctedIncome(
  given: CorrectIncomeInput,
  today: string,
): { readonly terms: Omit<IncomeValue, 'source'>; readonly provenance: Provenance } {
  return { terms: wantedTerms(given, today), provenance: wantedProvenance(given) };
}

function wantedTerms(
  { monthly, since, until }: Pick<RecordIncomeInput, 'monthly' | 'since' | 'until'>,
  today: string,
): Omit<IncomeValue, 'source'> {
  if (!(Number.isSafeInteger(monthly) && monthly >= 0 && monthly <= MOST_SEN))
    throw badInput('monthly', `is no whole number of sen from 0 to ${MOST_SEN}`);
  if (!isDay(since) || since > today) throw badInput('since', 'is no day of the calendar, today or earlier');
  if (until != null && (!isDay(until) || until < since))
    throw badInput('until', 'is no day of the calendar, `input.since` or later');
  return { monthly, since, until: until ?? null };
}

/** Where a value comes from, as an officer says it. @throws BAD_USER_INPUT for an origin that nobody records */
export function wantedProvenance({
  origin,
  method,
}: Pick<RecordIncomeInput, 'origin' | 'method'>): Provenance {
  if (origin !== 'CARRIED_OVER') return { origin, method };
  throw badInput('origin', 'says where the value comes from: what is recorded now was not carried over');
}

/** An income that was never changed, as the register has had it since before recordings were kept. */
export function carriedOver({ id: incomeId, ...value }: IncomeRow): RecordedIncomeRow {
  const nobody = { method: null, recordedAt: null, recordedBy: null };
  return { incomeId, version: 0, ...value, origin: 'CARRIED_OVER', ...nobody };
}

/** A new income of a person. */
export function firstVersion(
  incomeId: string,
  personKey: string,
  value: IncomeValue,
  { origin, method, by, at }: Recording,
): RecordedIncomeRow {
  return { incomeId, version: 1, personKey, ...value, origin, method, recordedAt: at, recordedBy: by };
}

/**
 * The next version of an income. Of two acts that began in the other order the later writer is the newer, so no version is recorded before the one that it follows.
 * @throws STEP_REFUSED where it says what the register says already
 */
export function nextVersion(
  newest: RecordedIncomeRow,
  terms: Omit<IncomeValue, 'source'>,
  { origin, method, by, at }: Recording,
): RecordedIncomeRow {
  const isSame =
    newest.monthly === terms.monthly && newest.since === terms.since && newest.until === terms.until;
  if (isSame) throw new RegistryError('STEP_REFUSED', 'The register says this of the income already.');
  const before = newest.recordedAt ?? at;
  const recordedAt = before > at ? before : at;
  return { ...newest, ...terms, version: newest.version + 1, origin, method, recordedAt, recordedBy: by };
}

function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
