import type { DataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { isDay } from './as-of.ts';
import { educationLevel, employmentStatus, maritalStatus, type PersonRow } from './person.table.ts';
import { type Provenance, type Recording, wantedProvenance } from './recorded-income.ts';
import type { PersonField, RecordedValueRow } from './recorded-value.table.ts';
import type { UpdatePersonInput } from './types.generated.ts';

/** A value as it is shown: what it was, since when, and where that comes from. */
type Recorded<Value> = Pick<RecordedValueRow, 'since' | 'origin' | 'method' | 'recordedAt'> & {
  readonly value: Value | null;
};
export type RecordedMaritalStatusRow = Recorded<PersonRow['maritalStatus']>;
export type RecordedEducationRow = Recorded<PersonRow['education']>;
export type RecordedEmploymentRow = Recorded<PersonRow['employment']>;
export type RecordedContactRow = Recorded<string>;

/** Whose, and the civil day, YYYY-MM-DD, of which is asked what the register said. */
export type PersonOnDayRow = { readonly person: PersonRow; readonly day: string };
/** The person whose values were brought up to date. */
export type PersonFileRow = { readonly id: string; readonly personKey: string };

type Kind = {
  /** The column of today's row, and the part of the input. */
  readonly column: 'maritalStatus' | 'education' | 'employment' | 'phone' | 'email';
  readonly dataClass: DataClass;
  readonly isValue: (text: string) => boolean;
};

const PHONE = /^\+?[0-9][0-9 -]{6,18}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** Each value that is kept: where it stands, which class tells it, and what it may be. */
export const FIELDS: Readonly<Record<PersonField, Kind>> = {
  MARITAL_STATUS: { column: 'maritalStatus', dataClass: 'kinship', isValue: oneOf(maritalStatus.enumValues) },
  EDUCATION: { column: 'education', dataClass: 'education', isValue: oneOf(educationLevel.enumValues) },
  EMPLOYMENT: { column: 'employment', dataClass: 'employment', isValue: oneOf(employmentStatus.enumValues) },
  PHONE: { column: 'phone', dataClass: 'contact', isValue: (text) => PHONE.test(text) },
  EMAIL: { column: 'email', dataClass: 'contact', isValue: (text) => EMAIL.test(text) },
};
const FIELD_NAMES = Object.keys(FIELDS) as PersonField[];

/** What an officer brings up to date. */
export type WantedUpdate = {
  readonly values: readonly { readonly field: PersonField; readonly value: string }[];
  readonly since: string;
  readonly provenance: Provenance;
};

/**
 * Reads an update.
 * @throws BAD_USER_INPUT where no value is said, or one that is none; for a day that is none or still to come; and for an origin that nobody records
 */
export function wantedUpdate(given: UpdatePersonInput, today: string): WantedUpdate {
  const values = FIELD_NAMES.flatMap((field) => {
    const { column, isValue } = FIELDS[field];
    const value = given[column];
    if (value == null) return [];
    if (isValue(value)) return [{ field, value }];
    throw badInput(column, 'is no such number or address');
  });
  if (values.length === 0) throw badInput('person', 'is said nothing of: name one value at the least');
  if (!isDay(given.since) || given.since > today)
    throw badInput('since', 'is no day of the calendar, today or earlier');
  return { values, since: given.since, provenance: wantedProvenance(given) };
}

/** A value that was never changed, as the register has had it since before recordings were kept. */
export function carriedOverValue(person: PersonRow, field: PersonField): RecordedValueRow {
  const nobody = { since: null, method: null, recordedAt: null, recordedBy: null };
  const value = person[FIELDS[field].column];
  return { personKey: person.key, field, version: 0, value, origin: 'CARRIED_OVER', ...nobody };
}

/** Of the versions of one value that which counts on a day, YYYY-MM-DD: of the newest day up to it the newest. Null where none begins so early. */
export function inForceOn<Version extends Pick<RecordedValueRow, 'since' | 'version'>>(
  versions: readonly Version[],
  day: string,
): Version | null {
  const begun = versions.filter(({ since }) => since === null || since <= day);
  const newest = (one: Version, other: Version) => {
    const [a, b] = [one.since ?? '', other.since ?? ''];
    return a === b ? other.version - one.version : Number(a < b) - Number(a > b);
  };
  return begun.toSorted(newest)[0] ?? null;
}

/** The next version of a value; of two acts that began in the other order the later writer is the newer, so no version is recorded before the one that it follows. */
export function nextValue(
  versions: readonly RecordedValueRow[],
  said: { readonly value: string; readonly since: string },
  { origin, method, by, at }: Recording,
): RecordedValueRow {
  const newest = versions.at(-1);
  if (newest === undefined) throw new TypeError('A value has a version before its next.');
  const recordedAt = newest.recordedAt !== null && newest.recordedAt > at ? newest.recordedAt : at;
  return { ...newest, ...said, version: newest.version + 1, origin, method, recordedAt, recordedBy: by };
}

/** A kept value as its field says it. @throws TypeError for a text that is none: what is kept was checked when it was recorded */
export function shownValue<Value extends string>(row: RecordedValueRow): Recorded<Value> {
  const { value, since, origin, method, recordedAt } = row;
  if (value !== null && row.version > 0 && !FIELDS[row.field].isValue(value))
    throw new TypeError(`A recorded value does not fit ${row.field}.`);
  return { value: value as Value | null, since, origin, method, recordedAt };
}

function oneOf(known: readonly string[]): (text: string) => boolean {
  return (text) => known.includes(text);
}

function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
