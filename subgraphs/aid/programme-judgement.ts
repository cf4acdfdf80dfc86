import { type Input, told, Verdict } from '@seisi/schema/verdict';
import type { ProgrammeRuleRow } from './programme.table.ts';
import type { Condition, Conditions } from './programme-condition.ts';

/** A fact by whose want a programme cannot tell. */
export type CandidateFact =
  | Exclude<Condition['kind'], 'INCOME_BELOW' | 'INCOME_FROM' | 'PER_HEAD_BELOW'>
  | 'INCOME'
  | 'MEMBERS';

/** What the lists of a programme say of somebody; null is unknown, which is never a no. Income is the household's, in whole sen a month. */
export type CandidateFacts = {
  readonly onRegister: boolean | null;
  readonly isHead: boolean | null;
  readonly hasChild: boolean | null;
  readonly hasUnmarriedChild: boolean | null;
  readonly isHusbandUnable: boolean | null;
  readonly sex: string | null;
  readonly maritalStatus: string | null;
  readonly povertyStatus: string | null;
  readonly exitReason: string | null;
  /** The codes of the schemes received. */
  readonly schemes: readonly string[] | null;
  readonly income: number | null;
  readonly members: number | null;
};

/** A programme by what it judges: alternatives, and rules in their order. */
export type ProgrammeText = {
  readonly criteria: readonly Conditions[];
  readonly rules: readonly (Pick<ProgrammeRuleRow, 'id' | 'phase' | 'outcome' | 'needsRegistration'> & {
    readonly conditions: Conditions;
  })[];
};

/** What a programme comes to for somebody: by which rule, in which phase, and by the want of which facts; those are null where no rule was for them. */
export type Judgement = {
  readonly outcome: ProgrammeRuleRow['outcome'];
  readonly phase: number | null;
  readonly rule: string | null;
  readonly needsRegistration: boolean;
  readonly because: readonly CandidateFact[];
};

type Answer = Verdict<CandidateFact>;

/**
 * Judges somebody by a programme (S3, 3 and 5.1). A no to every criterion is a no. Else the first rule that is not refuted decides; where it or the criteria hang on what is not
 * known, the Focus Group does.
 */
export function judgeCandidate({ criteria, rules }: ProgrammeText, facts: CandidateFacts): Judgement {
  const eligible = anyOf(criteria.map((conditions) => allOf(conditions, facts)));
  if (eligible.answer === 'NO') return NOT_ELIGIBLE;
  for (const { id, phase, outcome, needsRegistration, conditions } of rules) {
    const fits = allOf(conditions, facts);
    if (fits.answer === 'NO') continue;
    const found = { phase, rule: id, needsRegistration };
    const because = outcome === 'NOT_ELIGIBLE' ? fits.because : eligible.and(fits).because;
    return { ...found, outcome: because.length === 0 ? outcome : 'FOCUS_GROUP', because };
  }
  return NOT_ELIGIBLE;
}

const NOT_ELIGIBLE: Judgement = {
  outcome: 'NOT_ELIGIBLE',
  phase: null,
  rule: null,
  needsRegistration: false,
  because: [],
};

function allOf([first, ...others]: Conditions, facts: CandidateFacts): Answer {
  return others.reduce<Answer>((answer, one) => answer.and(judge(one, facts)), judge(first, facts));
}

/** Of no criterion at all it cannot be told that somebody meets one. */
function anyOf([first, ...others]: readonly Answer[]): Answer {
  if (first === undefined) throw new Error('A programme without a criterion is for nobody.');
  return others.reduce((answer, one) => answer.or(one), first);
}

function judge(condition: Condition, facts: CandidateFacts): Answer {
  switch (condition.kind) {
    case 'ON_REGISTER':
      return flag(condition, facts.onRegister);
    case 'HEAD':
      return flag(condition, facts.isHead);
    case 'CHILD':
      return flag(condition, facts.hasChild);
    case 'UNMARRIED_CHILD':
      return flag(condition, facts.hasUnmarriedChild);
    case 'HUSBAND_UNABLE':
      return flag(condition, facts.isHusbandUnable);
    case 'SEX':
      return choice(condition, facts.sex);
    case 'MARITAL_STATUS':
      return choice(condition, facts.maritalStatus);
    case 'POVERTY_STATUS':
      return choice(condition, facts.povertyStatus);
    case 'EXIT_REASON':
      return choice(condition, facts.exitReason);
    case 'SCHEMES':
      return Verdict.of(told(condition.kind, facts.schemes), (codes) =>
        condition.of.some((code) => codes.includes(code)),
      );
    case 'INCOME_BELOW':
      return Verdict.of(income(facts), (sen) => sen < condition.sen);
    case 'INCOME_FROM':
      return Verdict.of(income(facts), (sen) => sen >= condition.sen);
    case 'PER_HEAD_BELOW':
      return perHead(condition.sen, facts);
    default:
      return condition satisfies never;
  }
}

type Flag = Extract<Condition, { readonly is: boolean }>;
type Choice = Extract<Condition, { readonly of: readonly string[] }>;

function flag({ kind, is }: Flag, value: boolean | null): Answer {
  return Verdict.of(told(kind, value), (known) => known === is);
}

function choice({ kind, of }: Choice, value: string | null): Answer {
  return Verdict.of(told(kind, value), (known) => of.includes(known));
}

function income(facts: CandidateFacts): Input<CandidateFact, number> {
  return told('INCOME', facts.income);
}

/** Never a quotient: income is compared with amount × members. */
function perHead(sen: number, { income: total, members }: CandidateFacts): Answer {
  if (total !== null && members !== null)
    return Verdict.of(told<CandidateFact, number>('INCOME', total), (known) => known < sen * members);
  if (total !== null) return Verdict.unknown('MEMBERS');
  return members === null ? Verdict.unknown('INCOME', 'MEMBERS') : Verdict.unknown('INCOME');
}
