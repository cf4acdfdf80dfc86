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
export type RecordedSkillsRow = Recorded<string>;
export type RecordedIllnessesRow = Recorded<string>;
export type RecordedSavingsRow = Recorded<number>;

/** Whose, and the civil day, YYYY-MM-DD, of which is asked what the register said. */
export type PersonOnDayRow = { readonly person: PersonRow; readonly day: string };
/** The person whose values were brought up to date. */
export type PersonFileRow = { readonly id: string; readonly personKey: string };

type Column = 'maritalStatus' | 'education' | 'employment' | 'phone' | 'email';
type Kind = {
  /** The part of the input. */
  readonly part: Column | 'skills' | 'illnesses' | 'savings';
  /** The column of today's row; null where only the versions have it. */
  readonly column: Column | null;
  readonly dataClass: DataClass;
  readonly isValue: (text: string) => boolean;
};

const PHONE = /^\+?[0-9][0-9 -]{6,18}$/;
const SEN = /^\d{1,12}$/;
const MOST_CHARACTERS = 300;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** Each value that is kept: where it stands, which class tells it, and what it may be. */
export const FIELDS: Readonly<Record<PersonField, Kind>> = {
  MARITAL_STATUS: {
    ...today('maritalStatus'),
    dataClass: 'kinship',
    isValue: oneOf(maritalStatus.enumValues),
  },
  EDUCATION: { ...today('education'), dataClass: 'education', isValue: oneOf(educationLevel.enumValues) },
  EMPLOYMENT: {
    ...today('employment'),
    dataClass: 'employment',
    isValue: oneOf(employmentStatus.enumValues),
  },
  PHONE: { ...today('phone'), dataClass: 'contact', isValue: (text) => PHONE.test(text) },
  EMAIL: { ...today('email'), dataClass: 'contact', isValue: (text) => EMAIL.test(text) },
  SKILLS: { part: 'skills', column: null, dataClass: 'education', isValue: isInWords },
  ILLNESSES: { part: 'illnesses', column: null, dataClass: 'health', isValue: isInWords },
  SAVINGS: { part: 'savings', column: null, dataClass: 'assets', isValue: (text) => SEN.test(text) },
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
    const { part, isValue } = FIELDS[field];
    const said = given[part];
    if (said == null) return [];
    const value = String(said).trim();
    if (isValue(value)) return [{ field, value }];
    throw badInput(part, 'is no such number, text or address');
  });
  if (values.length === 0) throw badInput('person', 'is said nothing of: name one value at the least');
  if (!isDay(given.since) || given.since > today)
    throw badInput('since', 'is no day of the calendar, today or earlier');
  return { values, since: given.since, provenance: wantedProvenance(given) };
}

/** A value that was never changed, as the register has had it since before recordings were kept. */
export function carriedOverValue(person: PersonRow, field: PersonField): RecordedValueRow {
  const nobody = { since: null, method: null, recordedAt: null, recordedBy: null };
  const { column } = FIELDS[field];
  const value = column === null ? null : person[column];
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

/** A sum in sen as its field says it. @throws TypeError for a text that is none */
export function shownSum(row: RecordedValueRow): RecordedSavingsRow {
  const { value, ...shown } = shownValue<string>(row);
  return { ...shown, value: value === null ? null : Number(value) };
}

/** A value with a column of today's row of the same name. */
function today<Name extends Column>(column: Name) {
  return { part: column, column };
}

function isInWords(text: string): boolean {
  return text.length > 0 && text.length <= MOST_CHARACTERS;
}

function oneOf(known: readonly string[]): (text: string) => boolean {
  return (text) => known.includes(text);
}

function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
