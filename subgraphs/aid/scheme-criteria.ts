import { type Dated, inForce } from './in-force.ts';

/** One criterion that registers can judge. Money in whole sen a month. */
export type Criterion =
  | { readonly kind: 'CITIZEN' }
  | { readonly kind: 'AGE_FROM'; readonly years: number }
  | { readonly kind: 'OKU_CARD' }
  | { readonly kind: 'MINOR_IN_HOUSEHOLD' }
  /** JKM's means test: not above the household line, or not above the line per head (`<=`). */
  | { readonly kind: 'HOUSEHOLD_WITHIN_LINES'; readonly line: 'POVERTY' | 'FOOD' }
  /** Household income strictly below the household's poverty line. */
  | { readonly kind: 'HOUSEHOLD_BELOW_LINE' }
  | { readonly kind: 'HOUSEHOLD_AT_MOST'; readonly sen: number }
  /** The person's own income not above the household's poverty line. */
  | { readonly kind: 'OWN_WITHIN_LINE' }
  | { readonly kind: 'OWN_AT_MOST'; readonly sen: number };

/** Criteria of one scheme, all of which must hold. */
export type Criteria = readonly [Criterion, ...Criterion[]];

const MOST_YEARS = 150;
const MOST_SEN = 100_000_000;

/** What stands beside the kind of each criterion, and whether it may. */
const PARTS: { readonly [Kind in Criterion['kind']]: Readonly<Record<string, (value: unknown) => boolean>> } =
  {
    CITIZEN: {},
    AGE_FROM: { years: (value) => isWhole(value, MOST_YEARS) },
    OKU_CARD: {},
    MINOR_IN_HOUSEHOLD: {},
    HOUSEHOLD_WITHIN_LINES: { line: (value) => value === 'POVERTY' || value === 'FOOD' },
    HOUSEHOLD_BELOW_LINE: {},
    HOUSEHOLD_AT_MOST: { sen: (value) => isWhole(value, MOST_SEN) },
    OWN_WITHIN_LINE: {},
    OWN_AT_MOST: { sen: (value) => isWhole(value, MOST_SEN) },
  };

/**
 * The criteria of a row of reference data, read strictly: exactly these kinds with exactly these parts.
 * @throws for anything else, and for none: what is not understood is neither a yes nor a no
 */
export function readCriteria(id: string, given: unknown): Criteria {
  if (Array.isArray(given) && given.every(isCriterion)) {
    const [first, ...others] = given;
    if (first !== undefined) return [first, ...others];
  }
  throw new Error(`The scheme rule ${id} holds a criterion that is not known here.`);
}

/** The criteria in force on a day, YYYY-MM-DD; null where none are on record. Of two rows the later start counts. */
export function criteriaOn(
  rules: readonly (Dated & { readonly criteria: Criteria })[],
  day: string,
): Criteria | null {
  const [newest] = inForce(rules, day).toSorted((one, other) => (one.startsOn < other.startsOn ? 1 : -1));
  return newest?.criteria ?? null;
}

/** Whether a criterion looks at the figures of the household. */
export function isOfHousehold({ kind }: Criterion): boolean {
  return (
    kind === 'MINOR_IN_HOUSEHOLD' ||
    kind === 'HOUSEHOLD_WITHIN_LINES' ||
    kind === 'HOUSEHOLD_BELOW_LINE' ||
    kind === 'HOUSEHOLD_AT_MOST'
  );
}

function isCriterion(given: unknown): given is Criterion {
  if (typeof given !== 'object' || given === null) return false;
  const { kind, ...parts } = given as Readonly<Record<string, unknown>>;
  if (typeof kind !== 'string' || !Object.hasOwn(PARTS, kind)) return false;
  const checks = PARTS[kind as Criterion['kind']];
  const names = Object.keys(checks);
  return (
    Object.keys(parts).length === names.length && names.every((name) => checks[name]?.(parts[name]) === true)
  );
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
