import { badInput, readText } from './decision.ts';
import { completedYears } from './entitlement.ts';
import type { FindingRow } from './finding.table.ts';
import type { CheckedRegister, RegisterContent } from './register-answers.ts';
import type { RecordFindingInput } from './types.generated.ts';

/** A fact that an officer may find out. */
export type FoundFact = FindingRow['fact'];

/** What officers found out and still counts; null where nobody did. Age in completed years, income in whole sen a month. */
export type Found = {
  readonly age: number | null;
  readonly alive: boolean | null;
  readonly citizen: boolean | null;
  readonly income: number | null;
};

/** What an officer found, as it may be kept. */
export type WantedFinding = Pick<
  FindingRow,
  'fact' | 'birthDate' | 'alive' | 'citizen' | 'income' | 'reason'
>;

/** What each register says, as it is kept; null where it says nothing. */
export type RegistersSay = { readonly [Register in 'LHDN' | 'JPN']: RegisterContent[Register] | null };

/** Which register tells a fact, and which part of its answer. */
const TOLD_BY = {
  AGE: { register: 'JPN', of: ({ JPN }) => JPN?.birthDate },
  ALIVE: { register: 'JPN', of: ({ JPN }) => JPN?.alive },
  CITIZENSHIP: { register: 'JPN', of: ({ JPN }) => JPN?.citizen },
  INCOME: { register: 'LHDN', of: ({ LHDN }) => LHDN?.yearlyIncome },
} as const satisfies Record<
  FoundFact,
  {
    readonly register: CheckedRegister;
    readonly of: (says: RegistersSay) => string | number | boolean | undefined;
  }
>;

const NOTHING: Omit<WantedFinding, 'fact' | 'reason'> = {
  birthDate: null,
  alive: null,
  citizen: null,
  income: null,
};
const MOST_SEN = 100_000_000;

/**
 * A finding, as it may be kept.
 * @throws BAD_USER_INPUT unless exactly one value is given, for a birth after today, an income below nothing or beyond a million ringgit, and for a
 * reason that is empty or too long
 */
export function wantedFinding(input: RecordFindingInput, today: string): WantedFinding {
  const { birthDate = null, alive = null, citizen = null, income = null } = input;
  const given = (
    [
      ['AGE', { birthDate }],
      ['ALIVE', { alive }],
      ['CITIZENSHIP', { citizen }],
      ['INCOME', { income }],
    ] as const
  ).filter(([, value]) => Object.values(value).some((one) => one !== null));
  const [one, ...others] = given;
  if (one === undefined || others.length > 0)
    throw badInput('income', 'or another fact: exactly one is found out at a time');
  if (birthDate !== null && birthDate > today) throw badInput('birthDate', 'is after today');
  if (income !== null && (income < 0 || income > MOST_SEN))
    throw badInput('income', 'is 0 to 100,000,000 sen a month');
  const [fact, value] = one;
  return { ...NOTHING, fact, ...value, reason: readText('reason', input.reason) };
}

/** What the register that tells a fact says of it; null where it says nothing. */
export function saidOf(fact: FoundFact, says: RegistersSay): string | number | boolean | null {
  return TOLD_BY[fact].of(says) ?? null;
}

/**
 * What was found out and counts today: of each fact the newest, unless the register has said something else since. A register that falls silent
 * changes nothing. `rows` in the order in which they were found.
 */
export function foundOf(rows: readonly FindingRow[], says: RegistersSay, today: string): Found {
  const newest = (fact: FoundFact): FindingRow | undefined => {
    const row = rows.findLast((one) => one.fact === fact);
    const said = saidOf(fact, says);
    return said === null || said === row?.against ? row : undefined;
  };
  const birthDate = newest('AGE')?.birthDate ?? null;
  return {
    age: birthDate === null ? null : completedYears(birthDate, today),
    alive: newest('ALIVE')?.alive ?? null,
    citizen: newest('CITIZENSHIP')?.citizen ?? null,
    income: newest('INCOME')?.income ?? null,
  };
}
