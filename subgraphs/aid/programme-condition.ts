/** What a yes or no on record says of somebody. */
type Flag = 'ON_REGISTER' | 'HEAD' | 'CHILD' | 'UNMARRIED_CHILD' | 'HUSBAND_UNABLE';
/** What is one of several words. */
type Choice = 'SEX' | 'MARITAL_STATUS' | 'POVERTY_STATUS' | 'EXIT_REASON' | 'SCHEMES';
/** What is compared with an amount. */
type Amount = 'INCOME_BELOW' | 'INCOME_FROM' | 'PER_HEAD_BELOW';

/**
 * One condition of a programme. Money in whole sen a month: `INCOME_BELOW` is the household's strictly below, `INCOME_FROM` the household's of that or more, `PER_HEAD_BELOW`
 * compares income with amount × members. `SCHEMES` holds for whoever receives one of them.
 */
export type Condition =
  | { readonly kind: Flag; readonly is: boolean }
  | { readonly kind: Choice; readonly of: readonly string[] }
  | { readonly kind: Amount; readonly sen: number };

/** Conditions all of which must hold. */
export type Conditions = readonly [Condition, ...Condition[]];

const MOST_SEN = 100_000_000;
const CODE = /^[A-Z][A-Z0-9-]{0,15}$/;

/** The words that each may be one of; a scheme's code is any. */
const WORDS: { readonly [Kind in Choice]: ReadonlySet<string> | null } = {
  SEX: new Set(['FEMALE', 'MALE']),
  MARITAL_STATUS: new Set(['SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED']),
  POVERTY_STATUS: new Set(['HARDCORE_POOR', 'POOR', 'EXITED']),
  EXIT_REASON: new Set(['NOT_POOR', 'INCOME_RISE']),
  SCHEMES: null,
};
const FLAGS: ReadonlySet<unknown> = new Set<Flag>([
  'ON_REGISTER',
  'HEAD',
  'CHILD',
  'UNMARRIED_CHILD',
  'HUSBAND_UNABLE',
]);
const AMOUNTS: ReadonlySet<unknown> = new Set<Amount>(['INCOME_BELOW', 'INCOME_FROM', 'PER_HEAD_BELOW']);

/**
 * The conditions of a row of reference data, read strictly: exactly these kinds with exactly these parts.
 * @throws for anything else, and for none: what is not understood is neither a yes nor a no
 */
export function readConditions(id: string, given: unknown): Conditions {
  if (Array.isArray(given) && given.every(isCondition)) {
    const [first, ...others] = given;
    if (first !== undefined) return [first, ...others];
  }
  throw new Error(`The programme row ${id} holds a condition that is not known here.`);
}

function isCondition(given: unknown): given is Condition {
  if (typeof given !== 'object' || given === null) return false;
  const { kind, ...parts } = given as Readonly<Record<string, unknown>>;
  const [name, ...more] = Object.keys(parts);
  if (name === undefined || more.length > 0) return false;
  if (FLAGS.has(kind)) return name === 'is' && typeof parts['is'] === 'boolean';
  if (AMOUNTS.has(kind)) return name === 'sen' && isAmount(parts['sen']);
  return name === 'of' && typeof kind === 'string' && Object.hasOwn(WORDS, kind)
    ? isChoice(WORDS[kind as Choice], parts['of'])
    : false;
}

function isChoice(words: ReadonlySet<string> | null, of: unknown): boolean {
  if (!Array.isArray(of) || of.length === 0 || new Set(of).size < of.length) return false;
  return of.every((word) => typeof word === 'string' && (words?.has(word) ?? CODE.test(word)));
}

function isAmount(sen: unknown): boolean {
  return typeof sen === 'number' && Number.isInteger(sen) && sen > 0 && sen <= MOST_SEN;
}
