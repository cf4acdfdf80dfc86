import type { Fields, World } from './field.ts';
import { type ReferenceLine, read } from './reference.ts';
import { type AssessmentRow, compare } from './registry.ts';

type Came = { readonly status: string | null; readonly exitReason: string | null };
const UNKNOWN: Came = { status: null, exitReason: null };

/** What an assessment comes to by each test, computed here once more; and which lines counted from when. */
export const assessmentFields: Fields = {
  'Assessment.verdicts': (row: AssessmentRow, _given, world) =>
    ['PER_HEAD', 'HOUSEHOLD', 'HOUSEHOLD_OR_PER_HEAD'].map((test) => ({ test, ...cameTo(row, test, world) })),
  'Assessment.replay': (row: AssessmentRow, _given, world) => {
    const came = cameTo(row, row.test, world);
    const isSame = came.status === row.status && came.exitReason === row.exitReason;
    return { ...came, isSame: came.status === null ? null : isSame, isRegisterSame: isAsCounted(row, world) };
  },

  'Query.adoptedLines': () =>
    read('person.adopted_line')
      .map((line) => ({
        ...{
          id: line['id'],
          basisYear: Number(line['basis_year']),
          since: line['since'],
          status: line['status'],
        },
        ...{ proposedAt: null, adoptedAt: null, source: line['source'] },
      }))
      .toSorted((one, other) => compare(String(other.since), String(one.since))),
  // No run was begun in this registry.
  'AdoptedLine.run': () => null,
};

/** Poor below a line, and JKM on it too; out for a rise of income where the verdict before was poor, else for what it was out before. */
function cameTo(row: AssessmentRow, test: string, world: World): Came {
  const of = (kind: string, basis: string) => amountOf(row, kind, basis, world);
  const head = (kind: string) => timesMembers(of(kind, 'PER_HEAD'), row);
  const home = (kind: string) => of(kind, 'HOUSEHOLD');
  const needed = ['POVERTY', 'FOOD'].flatMap((kind) => [
    ...(test === 'HOUSEHOLD' ? [] : [head(kind)]),
    ...(test === 'PER_HEAD' ? [] : [home(kind)]),
  ]);
  if (needed.includes(null)) return UNKNOWN;
  const { totalMonthlyIncome: income } = row;
  const isWithin = (kind: string): boolean => {
    if (test === 'PER_HEAD') return income < (head(kind) ?? 0);
    if (test === 'HOUSEHOLD') return income < (home(kind) ?? 0);
    return income <= (home(kind) ?? 0) || income <= (head(kind) ?? 0);
  };
  if (isWithin('FOOD')) return { status: 'HARDCORE_POOR', exitReason: null };
  if (isWithin('POVERTY')) return { status: 'POOR', exitReason: null };
  return { status: 'EXITED', exitReason: reasonOf(row, world) };
}

function timesMembers(line: number | null, { memberCount }: AssessmentRow): number | null {
  return line === null ? null : line * memberCount;
}

/** Assessments of a household in the seed stand in the order of their days. */
function reasonOf(row: AssessmentRow, { registry }: World): string {
  const earlier = registry.rows.assessments
    .filter(
      ({ householdKey, assessedOn }) => householdKey === row.householdKey && assessedOn < row.assessedOn,
    )
    .toSorted((one, other) => compare(other.assessedOn, one.assessedOn))[0];
  if (earlier === undefined) return 'NOT_POOR';
  return earlier.exitReason ?? 'INCOME_RISE';
}

function isAsCounted(row: AssessmentRow, { registry }: World): boolean {
  const living = registry.membersOf(row.householdKey, row.assessedOn);
  const earned = living.flatMap(({ personKey }) => registry.incomesOf(personKey, row.assessedOn));
  const total = earned.reduce((sum, { monthly }) => sum + monthly, 0);
  return living.length > 0 && living.length === row.memberCount && total === row.totalMonthlyIncome;
}

function amountOf(row: AssessmentRow, kind: string, basis: string, { registry }: World): number | null {
  const { basisYear, state, strata } = row;
  const fits = (line: ReferenceLine) =>
    line.basisYear === basisYear && line.stateCode === state && line.kind === kind && line.basis === basis;
  const lines = registry.reference.povertyLines.filter(fits);
  const found = lines.find((line) => line.strata === strata) ?? lines.find((line) => line.strata === null);
  return found?.amount ?? null;
}
