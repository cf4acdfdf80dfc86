import {
  ALL_CLASSES,
  type ClassSet,
  classNames,
  classSetOf,
  type DataClass,
  isDataClass,
} from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { classesOfPurpose, type Purpose } from '@seisi/schema/purpose';
import type { ConsentRow } from './consent.table.ts';
import type {
  ConsentStatus,
  GiveConsentInput,
  GiveHouseholdConsentInput,
  NarrowConsentInput,
} from './types.generated.ts';

/** The life of a consent. Read a line as: from this status, these acts lead to those. */
const LIFE = {
  IN_FORCE: { NARROW: 'IN_FORCE', WITHDRAW: 'WITHDRAWN' },
  ENDED: {},
  WITHDRAWN: {},
} as const satisfies Record<ConsentStatus, Partial<Record<'NARROW' | 'WITHDRAW', ConsentStatus>>>;

const AGENCY_CODE = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const KEY = /^[\x21-\x7e]{1,128}$/;

/** Whether a consent still counts on a day. */
export function consentStatus(
  { withdrawnAt, validUntil }: Pick<ConsentRow, 'withdrawnAt' | 'validUntil'>,
  today: string,
): ConsentStatus {
  if (withdrawnAt !== null) return 'WITHDRAWN';
  return validUntil <= today ? 'ENDED' : 'IN_FORCE';
}

/** What is asked when a consent is given, checked; classes in the order of the list, each once. */
export type WantedConsent = {
  readonly agencyCode: string;
  readonly purpose: Purpose;
  readonly classes: DataClass[];
  readonly validUntil: string;
};

/**
 * Reads what somebody consents to. Which agencies there are this room does not know: a code that none bears opens nothing.
 * @throws BAD_USER_INPUT for a malformed code or day, a day that is over, and a class that no consent for this purpose could open
 */
export function wantedConsent(
  { agencyCode, purpose, classes, until }: Omit<GiveConsentInput, 'idempotencyKey'>,
  consentable: ClassSet,
  today: string,
): WantedConsent {
  if (!AGENCY_CODE.test(agencyCode))
    throw badInput('agencyCode', 'is no agency code: small letters, digits and hyphens');
  const openable = classesOfPurpose(purpose) & consentable;
  const wanted = readClasses(classes, openable, `cannot be opened by a consent for ${purpose}`);
  return { agencyCode, purpose, classes: wanted, validUntil: readUntil(until, today) };
}

/** What a consent to a fellow adult holds: the household's figures, in which the giver has a part. */
export const OF_HOUSEHOLD: readonly DataClass[] = ['poverty'];

/**
 * Reads until when somebody lets a fellow adult read the household's figures.
 * @throws BAD_USER_INPUT for a malformed or past day
 */
export function wantedHouseholdConsent({ until }: GiveHouseholdConsentInput, today: string): string {
  return readUntil(until, today);
}

/** What is left of a consent, checked; `validUntil` is null where the day stays. */
export type LeftOfConsent = { readonly classes: DataClass[]; readonly validUntil: string | null };

/**
 * Reads what somebody leaves of a consent.
 * @throws BAD_USER_INPUT for a word that is no class, and a malformed or past day
 */
export function leftOfConsent({ classes, until }: NarrowConsentInput, today: string): LeftOfConsent {
  const left = readClasses(classes, ALL_CLASSES, 'is no data class');
  return { classes: left, validUntil: until == null ? null : readUntil(until, today) };
}

/**
 * A consent made smaller.
 * @throws STEP_REFUSED where it no longer counts, and where it would grow
 */
export function narrowed(consent: ConsentRow, left: LeftOfConsent, today: string): ConsentRow {
  checkStep(consent, 'NARROW', today);
  const { classes, validUntil } = left;
  const grown = classes.find((name) => !consent.classes.includes(name));
  if (grown !== undefined)
    throw new RegistryError(
      'STEP_REFUSED',
      `A consent never grows: it does not hold ${grown}. Give a new one.`,
    );
  if (validUntil !== null && validUntil > consent.validUntil)
    throw new RegistryError(
      'STEP_REFUSED',
      'A consent never grows: it ends before that day. Give a new one.',
    );
  return { ...consent, classes, validUntil: validUntil ?? consent.validUntil };
}

/**
 * A consent taken back.
 * @throws STEP_REFUSED where it no longer counts
 */
export function withdrawn(consent: ConsentRow, at: Date, today: string): ConsentRow {
  checkStep(consent, 'WITHDRAW', today);
  return { ...consent, withdrawnAt: at };
}

/**
 * A key by which an act is told from every other act of the same person.
 * @throws BAD_USER_INPUT for one that is not 1 to 128 printable characters
 */
export function readIdempotencyKey(key: string): string {
  if (!KEY.test(key)) throw badInput('idempotencyKey', 'takes 1 to 128 printable characters');
  return key;
}

function checkStep(consent: ConsentRow, act: 'NARROW' | 'WITHDRAW', today: string): void {
  const status = consentStatus(consent, today);
  if (!Object.hasOwn(LIFE[status], act))
    throw new RegistryError('STEP_REFUSED', `The consent is ${status}; nothing can be done to it any more.`);
}

function readClasses(words: readonly string[], openable: ClassSet, fault: string): DataClass[] {
  const wrong = words.find((word) => !isDataClass(word) || (classSetOf([word]) & openable) === 0);
  if (wrong !== undefined) throw badInput('classes', `holds ${JSON.stringify(wrong)}, which ${fault}`);
  if (words.length === 0) throw badInput('classes', 'is empty: a consent names at least one data class');
  return classNames(classSetOf(words));
}

function readUntil(day: string, today: string): string {
  const time = CIVIL_DATE.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day))
    throw badInput('until', 'is no day of the calendar: write it as YYYY-MM-DD');
  if (day <= today) throw badInput('until', 'is over already: name a day that is still to come');
  return day;
}

function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
