import { told, Verdict } from '@seisi/schema/verdict';
import { type RegisterSays, reconciled } from './circumstances.ts';
import { type Answer, type Circumstances, judge } from './eligibility.ts';
import type { Found, FoundFact } from './finding.ts';
import type { Criteria } from './scheme-criteria.ts';
import type { EligibilityCriterion, EligibilityFact } from './types.generated.ts';

/** Why an application is answered so: one criterion, and what came of it. */
export type Reason = { readonly criterion: EligibilityCriterion; readonly verdict: Answer };

/** Whether an application meets what registers can judge, and why. */
export type Judged = {
  readonly verdict: Answer;
  readonly reasons: readonly Reason[];
  /** What two registers tell differently. */
  readonly conflicts: readonly FoundFact[];
  /** Which registers did not tell what the answer hangs on. */
  readonly silent: readonly (keyof RegisterSays)[];
};

/** What an application is judged by. */
export type Sources = {
  /** The criteria in force on the day of submission; null where none are on record. */
  readonly criteria: Criteria | null;
  /** What the register of households told. */
  readonly known: Circumstances;
  readonly says: RegisterSays;
  /** What officers found out where registers are silent or disagree. */
  readonly found: Found;
  /** Under which schemes the applicant has an award in force, and which of them exclude this one. */
  readonly held: readonly string[];
  readonly excluding: readonly string[];
};

/** Which facts stand on each register. */
const TOLD_BY = {
  LHDN: ['INCOME', 'HOUSEHOLD'],
  JPN: ['AGE', 'ALIVE', 'CITIZENSHIP'],
} as const satisfies Record<keyof RegisterSays, readonly EligibilityFact[]>;

/** Joins all registers. What one of them does not tell, or two tell differently, is unknown: no answer either way stands on it. */
export function judged({ criteria, known, says, found, held, excluding }: Sources): Judged {
  const { known: agreed, conflicts } = reconciled(known, says, found);
  const ofScheme: readonly Reason[] =
    criteria?.map((criterion) => ({ criterion: criterion.kind, verdict: judge(criterion, agreed) })) ?? [];
  const alive: Reason = { criterion: 'ALIVE', verdict: Verdict.of(told('ALIVE', agreed.alive), (is) => is) };
  const other: Reason = {
    criterion: 'NO_EXCLUDING_AID',
    verdict: Verdict.of(told<EligibilityFact, readonly string[]>('CRITERIA', held), (codes) =>
      codes.every((code) => !excluding.includes(code)),
    ),
  };
  const reasons = [...ofScheme, alive, other];
  const begin: Answer = criteria === null ? Verdict.unknown('CRITERIA') : alive.verdict;
  const verdict = reasons.reduce<Answer>((answer, reason) => answer.and(reason.verdict), begin);
  const registers = ['LHDN', 'JPN'] as const;
  const silent = registers.filter(
    (register) => says[register] === null && TOLD_BY[register].some((fact) => verdict.because.includes(fact)),
  );
  return { verdict, reasons, conflicts, silent };
}
