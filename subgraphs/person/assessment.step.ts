import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { RegistryError } from '@seisi/schema/errors';
import { and, asc, desc, eq, gt, lte } from 'drizzle-orm';
import { adoptedLines } from './adopted-line.table.ts';
import { basisYearOn } from './adopted-line.ts';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import type { HouseholdIncome, Verdict } from './assessment.ts';
import { type NotAssessed, statusOf, verdictIn } from './assessment-verdict.ts';
import { type HouseholdRow, households } from './household.table.ts';
import { figuresOn } from './household-figures.statement.ts';
import { type PovertyLineRow, povertyLines } from './poverty-line.table.ts';
import { tellOfStatus } from './status-notice.step.ts';

/** Why a household is assessed (S1, S2): after the census, after its data changed, under a new line, or by a focus group. */
export type AssessmentCause = 'CENSUS' | 'UPDATE' | 'NEW_LINE' | 'FOCUS_GROUP';

/** What came of a household: its new assessment and the one before, or why there is none. */
export type Assessed = { readonly row: AssessmentRow; readonly before: AssessmentRow | null } | NotAssessed;

type Asked = {
  /** The civil day, YYYY-MM-DD, whose members, incomes and line count. */
  readonly on: string;
  readonly at: Date;
  readonly cause: AssessmentCause;
  /** The run that asks; null where it is one household by itself. */
  readonly runId: string | null;
};

/** A household as it is assessed, with its row locked: of two who assess it at once the second follows the first. */
export type AssessedHousehold = Pick<HouseholdRow, 'key' | 'state' | 'strata'>;

const REFUSED: Readonly<Record<NotAssessed, string>> = {
  NOBODY_LIVES_THERE: 'Nobody lived in this household on that day, so it cannot be assessed.',
  NO_LINE: 'No poverty line of this place is on record for that day, so the household cannot be assessed.',
  ASSESSED_LATER: 'This household was assessed for a later day.',
};

/**
 * Computes the household's status on a day from members and incomes in force that day, per head (S1 feature 4) by the lines of the adopted basis year, and writes it.
 * An earlier day than that of the newest assessment is written too, and leaves the status as it is.
 * @throws NOT_FOUND where there is no such household, STEP_REFUSED where nobody lives there that day or no line of its place is on record
 */
export async function assessHousehold(
  transaction: Transaction,
  asked: {
    readonly householdKey: string;
    readonly on: string;
    readonly at: Date;
    readonly cause: AssessmentCause;
  },
): Promise<AssessmentRow> {
  const { householdKey, on, at, cause } = asked;
  const [household] = await transaction
    .select()
    .from(households)
    .where(eq(households.key, householdKey))
    .for('update');
  if (household === undefined) throw new RegistryError('NOT_FOUND', 'There is no such household.');
  const all = await assessAll(transaction, [household], { on, at, cause, runId: null });
  const assessed = all.get(householdKey) ?? 'NOBODY_LIVES_THERE';
  if (typeof assessed === 'string') throw new RegistryError('STEP_REFUSED', REFUSED[assessed]);
  return assessed.row;
}

/**
 * Assesses households whose rows the transaction has locked, all by the same few statements, and writes what can be assessed. A run leaves out who was assessed for a
 * later day: a status of that day stands already.
 */
export async function assessAll(
  transaction: Transaction,
  found: readonly AssessedHousehold[],
  asked: Asked,
): Promise<ReadonlyMap<string, Assessed>> {
  const keys = found.map(({ key }) => key);
  const [lines, figures, newest, later] = [
    await linesOn(transaction, asked.on),
    new Map((await figuresOn(transaction, keys, asked.on)).map((row) => [row.householdKey, row])),
    await newestUntil(transaction, keys, asked.on),
    asked.runId === null ? new Set() : await assessedAfter(transaction, keys, asked.on),
  ];
  const assessed = new Map<string, Assessed>();
  for (const household of found) {
    const { key, state } = household;
    const facts = {
      figures: figures.get(key) ?? NOBODY,
      lines: { basisYear: lines.basisYear, ofState: lines.of.get(state) ?? [] },
      before: newest.get(key) ?? null,
    };
    assessed.set(key, later.has(key) ? 'ASSESSED_LATER' : assessedBy(household, facts, asked));
  }
  const rows = [...assessed.values()].flatMap((one) => (typeof one === 'string' ? [] : [one.row]));
  if (rows.length > 0) await transaction.insert(assessments).values(rows);
  await tellOfStatus(transaction, [...assessed.values()], asked);
  return assessed;
}

const NOBODY = { totalMonthlyIncome: 0, memberCount: 0 };

/** All that the day says of a household. */
type Facts = {
  readonly figures: HouseholdIncome;
  readonly lines: { readonly basisYear: number; readonly ofState: readonly PovertyLineRow[] };
  readonly before: AssessmentRow | null;
};

function assessedBy(household: AssessedHousehold, { figures, lines, before }: Facts, asked: Asked): Assessed {
  const { key, state, strata } = household;
  const { totalMonthlyIncome, memberCount } = figures;
  const counted = { totalMonthlyIncome, memberCount, strata };
  const verdict = statusOf({ ...counted, lines: lines.ofState, previous: before && verdictIn(before) });
  if (typeof verdict === 'string') return verdict;
  const basis = { state, basisYear: lines.basisYear, previousId: before?.id ?? null };
  return { row: rowOf(key, { ...counted, ...basis, ...verdict }, asked, before), before };
}

type Computed = Verdict &
  Pick<AssessmentRow, 'totalMonthlyIncome' | 'memberCount' | 'strata' | 'state' | 'basisYear' | 'previousId'>;

function rowOf(
  householdKey: string,
  computed: Computed,
  asked: Asked,
  before: AssessmentRow | null,
): AssessmentRow {
  const { on, at, cause, runId } = asked;
  return {
    id: crypto.randomUUID(),
    householdKey,
    assessedOn: on,
    ...computed,
    test: 'PER_HEAD',
    // Two acts may have begun in the other order, or in one millisecond: that which is written later is the newer.
    assessedAt:
      before?.assessedOn === on && before.assessedAt >= at ? new Date(before.assessedAt.getTime() + 1) : at,
    cause,
    runId,
  };
}

/** The lines of the basis year in force on a day, by state; none before the first adoption. */
async function linesOn(
  transaction: Transaction,
  day: string,
): Promise<{ readonly basisYear: number; readonly of: ReadonlyMap<string, PovertyLineRow[]> }> {
  const adopted = await transaction.select().from(adoptedLines).where(lte(adoptedLines.since, day));
  const basisYear = basisYearOn(adopted, day);
  if (basisYear === null) return { basisYear: 0, of: new Map() };
  const lines = await transaction
    .select()
    .from(povertyLines)
    .where(eq(povertyLines.basisYear, basisYear))
    .orderBy(asc(povertyLines.code));
  return { basisYear, of: Map.groupBy(lines, ({ stateCode }) => stateCode) };
}

/** The newest assessment of each household for that day or an earlier one. */
async function newestUntil(
  transaction: Transaction,
  keys: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, AssessmentRow>> {
  const rows = await transaction
    .selectDistinctOn([assessments.householdKey])
    .from(assessments)
    .where(and(anyOf(assessments.householdKey, keys), lte(assessments.assessedOn, day)))
    .orderBy(assessments.householdKey, desc(assessments.assessedOn), desc(assessments.assessedAt));
  return new Map(rows.map((row) => [row.householdKey, row]));
}

async function assessedAfter(
  transaction: Transaction,
  keys: readonly string[],
  day: string,
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectDistinct({ key: assessments.householdKey })
    .from(assessments)
    .where(and(anyOf(assessments.householdKey, keys), gt(assessments.assessedOn, day)));
  return new Set(rows.map(({ key }) => key));
}
