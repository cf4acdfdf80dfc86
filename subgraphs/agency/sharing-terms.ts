import { type DataClass, isDataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { isPurpose, type Purpose } from '@seisi/schema/purpose';
import type { AgencyRow } from './agency.table.ts';
import { readText } from './read-input.ts';

/** The four statements of a request (Act 864 s.12): the data, the purpose, who gives and who gets, and how it will be handled. JSON-safe. */
export type SharingTerms = {
  readonly classes: readonly DataClass[];
  readonly areas: readonly string[];
  readonly population: 'ALL' | 'REFERRED';
  /** About how many subjects a civil day. */
  readonly dailySubjects: number;
  readonly purposes: readonly Purpose[];
  /** What for, in words. */
  readonly why: string;
  /** Who holds the data, and under whose custody. */
  readonly custody: string;
  /** How it is secured. */
  readonly safeguards: string;
  readonly retentionDays: number;
  /** To whom it is passed on (s.17); nobody where it is empty. */
  readonly thirdParties: readonly string[];
  readonly validFrom: string;
  /** The first day on which it no longer counts. */
  readonly validUntil: string;
};

/** What is never shared by an agreement: it stands under a seal, or is the person's own log (access §3). */
const NEVER: ReadonlySet<string> = new Set(['protection', 'receipts']);

const MOST_DAILY = 100_000;
/** Five years: longer than any agreement of the registry; whoever needs it longer asks again. No source says. */
const MOST_YEARS = 5;

/** On which law a sharing rests: Act 864 binds federal agencies alone; with everybody else it is by agreement (law.md §1). */
export function basisBetween(
  provider: Pick<AgencyRow, 'kind'>,
  recipient: Pick<AgencyRow, 'kind'>,
): 'ACT_864' | 'AGREEMENT' {
  return provider.kind === 'FEDERAL' && recipient.kind === 'FEDERAL' ? 'ACT_864' : 'AGREEMENT';
}

/** Terms as a client writes them. */
export type GivenTerms = {
  readonly [Name in keyof SharingTerms]: SharingTerms[Name] extends readonly (infer One)[]
    ? readonly (One extends string ? string : One)[]
    : SharingTerms[Name];
};

/** @throws BAD_USER_INPUT naming what is wrong */
export function readTerms(given: GivenTerms, today: string): SharingTerms {
  const { population, dailySubjects, retentionDays, validFrom, validUntil } = given;
  checkNumber('dailySubjects', dailySubjects, MOST_DAILY);
  checkNumber('retentionDays', retentionDays, 365 * MOST_YEARS);
  checkDays(validFrom, validUntil, today);
  return {
    classes: readClasses(given.classes),
    areas: readAreas(given.areas),
    population,
    dailySubjects,
    purposes: readPurposes(given.purposes),
    why: readText('terms.why', given.why, 2000),
    custody: readText('terms.custody', given.custody, 1000),
    safeguards: readText('terms.safeguards', given.safeguards, 2000),
    retentionDays,
    thirdParties: [...new Set(given.thirdParties)].map((one) => readText('terms.thirdParties', one, 120)),
    validFrom,
    validUntil,
  };
}

function readClasses(names: readonly string[]): DataClass[] {
  const classes = [...new Set(names)].filter(isDataClass).filter((name) => !NEVER.has(name));
  if (classes.length > 0 && classes.length === new Set(names).size) return classes.toSorted();
  throw bad('classes', 'takes one or more data classes by name, and never protection or receipts');
}

/** @throws BAD_USER_INPUT for what is no `MY`, state or district */
export function readAreas(areas: readonly string[]): string[] {
  const named = [...new Set(areas)].toSorted();
  if (
    named.length >= 1 &&
    named.length <= 60 &&
    named.every((area) => /^(?:MY|\d{2}|\d{1,2}_\d{1,2})$/.test(area))
  )
    return named;
  throw bad('areas', 'takes 1 to 60 codes: MY, states such as 05, districts such as 5_5');
}

function readPurposes(names: readonly string[]): Purpose[] {
  const purposes = [...new Set(names)].filter(isPurpose).toSorted();
  if (purposes.length > 0) return purposes;
  throw bad('purposes', 'takes one or more purposes of s.13');
}

function checkNumber(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) throw bad(name, `takes 1 to ${most}`);
}

function checkDays(from: string, until: string, today: string): void {
  const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (!isDay(from) || from < today) throw bad('validFrom', 'takes today or a day to come, as YYYY-MM-DD');
  const last = `${Number(from.slice(0, 4)) + MOST_YEARS}${from.slice(4)}`;
  if (!isDay(until) || until <= from || until > last)
    throw bad('validUntil', `takes a day after \`validFrom\`, within ${MOST_YEARS} years of it`);
}

function bad(name: string, says: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.terms.${name}\` ${says}.`, {
    argument: `input.terms.${name}`,
  });
}
