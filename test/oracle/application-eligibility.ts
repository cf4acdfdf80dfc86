import { NotForThisSubject, type World } from './field.ts';
import type { ApplicationRow, PersonRow } from './registry.ts';

/** What is found of the home of a person: whether its figures are closed to this viewer, and whether its place has poverty lines. */
export type Home = { readonly isClosed: boolean; readonly hasLines: boolean };

/** Which facts each scheme hangs on that stand on what no register was asked for, and whether it looks at the household. */
const HANGS_ON: Readonly<
  Record<string, { readonly ofHousehold: boolean; readonly facts: readonly string[] }>
> = {
  BKK: { ofHousehold: true, facts: ['CITIZENSHIP', 'HOUSEHOLD'] },
  BWE: { ofHousehold: true, facts: ['AGE', 'CITIZENSHIP', 'HOUSEHOLD'] },
  BA: { ofHousehold: true, facts: ['CITIZENSHIP', 'HOUSEHOLD'] },
  BPT: { ofHousehold: true, facts: ['CITIZENSHIP', 'HOUSEHOLD'] },
  GP: { ofHousehold: true, facts: ['CITIZENSHIP', 'HOUSEHOLD'] },
  BAT: { ofHousehold: true, facts: ['CITIZENSHIP', 'HOUSEHOLD', 'OKU_CARD'] },
  EPOKU: { ofHousehold: false, facts: ['AGE', 'CITIZENSHIP', 'INCOME', 'OKU_CARD'] },
  BTB: { ofHousehold: false, facts: ['AGE', 'CITIZENSHIP', 'INCOME', 'OKU_CARD'] },
};
const WITH_LINES: readonly string[] = ['BKK', 'BWE', 'BA', 'GP', 'BAT', 'BTB'];
const EXCLUDED_BY: Readonly<Record<string, readonly string[]>> = {
  BKK: ['EPDK'],
  BTB: ['BA', 'BAP', 'BKK', 'BLP', 'BPT', 'BWE', 'EPDK', 'EPOKU'],
  EPDK: ['BKK', 'BTB'],
};
const TO_FIND_OUT: Readonly<Record<string, readonly string[]>> = {
  BKK: ['PDK'],
  BTB: ['CARE_CENTRE', 'INSTITUTION', 'PDK'],
  BWE: ['CARE_CENTRE', 'INSTITUTION'],
};
const CRITERIA: Readonly<Record<string, readonly string[]>> = {
  BKK: ['CITIZEN', 'MINOR_IN_HOUSEHOLD', 'HOUSEHOLD_WITHIN_LINES'],
  BWE: ['CITIZEN', 'AGE_FROM', 'HOUSEHOLD_WITHIN_LINES'],
  BA: ['CITIZEN', 'HOUSEHOLD_WITHIN_LINES'],
  BPT: ['CITIZEN', 'HOUSEHOLD_AT_MOST'],
  GP: ['CITIZEN', 'HOUSEHOLD_BELOW_LINE'],
  BAT: ['CITIZEN', 'OKU_CARD', 'HOUSEHOLD_BELOW_LINE'],
  EPOKU: ['CITIZEN', 'AGE_FROM', 'OKU_CARD', 'OWN_AT_MOST'],
  BTB: ['CITIZEN', 'AGE_FROM', 'OKU_CARD', 'OWN_WITHIN_LINE'],
};

/** Of a registry whose applicants were never asked about elsewhere: nothing but an award that excludes says no, and nothing says yes. */
export function applicationEligibility(person: PersonRow, id: string, world: World, home: Home): unknown {
  const application = world.registry.rows.applications.find(
    (one) => one.id === id && one.applicantKey === person.key,
  );
  if (application === undefined) return null;
  const { schemeCode } = application;
  const scheme = HANGS_ON[schemeCode];
  if (scheme?.ofHousehold === true && home.isClosed) return new NotForThisSubject('aid');
  const isExcluded = isExcludedBy(EXCLUDED_BY[schemeCode] ?? [], application, world);
  const hasLines = home.hasLines || !WITH_LINES.includes(schemeCode);
  const told = isExcluded ? EXCLUDED : unheard(scheme?.facts ?? ['CRITERIA'], hasLines);
  return {
    ...told,
    conflicts: [],
    toFindOut: TO_FIND_OUT[schemeCode] ?? [],
    reasons: [
      ...(CRITERIA[schemeCode] ?? []).map((criterion) => ({ criterion, answer: 'CANNOT_TELL' })),
      { criterion: 'ALIVE', answer: 'CANNOT_TELL' },
      { criterion: 'NO_EXCLUDING_AID', answer: isExcluded ? 'NO' : 'YES' },
    ],
  };
}

const EXCLUDED = { answer: 'NO', because: [], silent: [] };

/** What is told where no register was heard. */
function unheard(facts: readonly string[], hasLines: boolean) {
  const because = [...facts, 'ALIVE', ...(hasLines ? [] : ['POVERTY_LINE'])].sort();
  const isOnIncome = facts.includes('HOUSEHOLD') || facts.includes('INCOME');
  return { answer: 'CANNOT_TELL', because, silent: [...(isOnIncome ? ['LHDN'] : []), 'JPN'] };
}

/** Whether the applicant has an award in force by another application under one of these schemes. */
function isExcludedBy(
  schemes: readonly string[],
  { id, applicantKey }: ApplicationRow,
  { registry: { rows, today } }: World,
): boolean {
  return rows.applications
    .filter((other) => other.id !== id && other.applicantKey === applicantKey)
    .filter(({ schemeCode, awardAmount }) => schemes.includes(schemeCode) && awardAmount !== null)
    .some(
      ({ awardStartsOn: from, awardEndsOn: to }) => from !== null && from <= today && (to ?? today) >= today,
    );
}
