import { told, Verdict } from '@seisi/schema/verdict';

/** The criteria of registration (S2), each of which must hold before a focus group confirms. */
export type RegistrationFact = 'CITIZENSHIP' | 'INCOME_BELOW_LINE' | 'DETAILS';

/** What is known of an applicant; null is unknown. Money in whole sen a month. */
export type Applicant = {
  readonly isCitizen: boolean | null;
  readonly declaredIncome: number;
  /** The household line of the place and strata, in force; null where none is on record. */
  readonly povertyLine: number | null;
  readonly declaredMembers: number;
  readonly hasContact: boolean;
  /** Whether the head's number can be one that national registration issued to somebody born that day. */
  readonly isNumberPlain: boolean;
};

/** One criterion and what came of it. */
export type CriterionFound = {
  readonly criterion: RegistrationFact;
  readonly answer: 'YES' | 'NO' | 'CANNOT_TELL';
};

/**
 * The three criteria of S2: the head is a citizen, the household's income is below the current PGK (strictly, by the household line), the details are
 * whole. What is not known is neither met nor failed.
 */
export function criteriaOf(applicant: Applicant): CriterionFound[] {
  const { isCitizen, declaredIncome, povertyLine, declaredMembers, hasContact, isNumberPlain } = applicant;
  const isWhole = hasContact && declaredMembers > 0;
  // A number of another form may stand on an old paper: a question for the focus group, and no fault.
  const details = isWhole && !isNumberPlain ? null : isWhole;
  const verdicts: readonly [RegistrationFact, Verdict<RegistrationFact>][] = [
    ['CITIZENSHIP', Verdict.of(told<RegistrationFact, boolean>('CITIZENSHIP', isCitizen), (is) => is)],
    [
      'INCOME_BELOW_LINE',
      Verdict.of(
        told<RegistrationFact, number>('INCOME_BELOW_LINE', povertyLine),
        (line) => declaredIncome < line,
      ),
    ],
    ['DETAILS', Verdict.of(told<RegistrationFact, boolean>('DETAILS', details), (is) => is)],
  ];
  return verdicts.map(([criterion, { answer }]) => ({ criterion, answer }));
}

/** Whether a criterion failed: only a no does; what cannot be told is left to the focus group. */
export function hasFailed(found: readonly CriterionFound[]): boolean {
  return found.some(({ answer }) => answer === 'NO');
}
