import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { type AdoptedLineRow, adoptedLines } from './adopted-line.table.ts';
import { adoptionLife, basisYearOn, checkAdopter, checkLines, type LineOfficer } from './adopted-line.ts';
import { povertyLines } from './poverty-line.table.ts';
import { recomputeRuns } from './recompute-run.table.ts';

/** One officer adopts at a time: which line a day has is decided by all that are adopted. */
const LOCK = 'person.adopted_line';

/**
 * Proposes that households are assessed by the lines of a basis year from a day on. Nothing is assessed by them before another officer has adopted them. Gives its id.
 * @throws STEP_REFUSED where the lines are not on record, or count on that day already
 */
export async function proposeLine(
  transaction: Transaction,
  asked: {
    readonly basisYear: number;
    readonly since: string;
    readonly officer: LineOfficer;
    readonly at: Date;
  },
): Promise<string> {
  const { basisYear, since, officer, at } = asked;
  await checkTaken(transaction, asked);
  const id = crypto.randomUUID();
  const proposed = { proposedBy: officer.id, proposerKey: officer.personKey, proposedAt: at };
  await transaction.insert(adoptedLines).values({ id, basisYear, since, status: 'PROPOSED', ...proposed });
  return id;
}

/**
 * Adopts a proposed line, and begins the run that assesses every confirmed household by it on its first day. Gives its id.
 * @throws NOT_FOUND, and STEP_REFUSED where it was adopted already, by whoever proposed it, after its day, and where its lines are not on record or its day has another line
 */
export async function adoptLine(
  transaction: Transaction,
  asked: { readonly id: string; readonly officer: LineOfficer; readonly today: string; readonly at: Date },
): Promise<string> {
  const { id, officer, today, at } = asked;
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext(${LOCK}))`);
  const [line] = await transaction.select().from(adoptedLines).where(eq(adoptedLines.id, id)).for('update');
  if (line === undefined)
    throw new RegistryError('NOT_FOUND', 'There is no proposed line of this identifier.');
  const status = advance<AdoptedLineRow['status'], 'ADOPT'>(adoptionLife, {
    ...{ thing: 'poverty line', status: line.status, step: 'ADOPT' },
  });
  checkAdopter(line, officer, today);
  await checkTaken(transaction, line);
  await transaction
    .update(adoptedLines)
    .set({ status, adoptedBy: officer.id, adopterKey: officer.personKey, adoptedAt: at })
    .where(eq(adoptedLines.id, id));
  await transaction.insert(recomputeRuns).values({
    ...{ id: crypto.randomUUID(), adoptedLineId: id, day: line.since, status: 'RUNNING', startedAt: at },
    ...{ assessed: 0, outcomes: {}, skipped: {} },
  });
  return id;
}

/** @throws STEP_REFUSED where these lines cannot count from that day on, or do already */
async function checkTaken(
  transaction: Transaction,
  { basisYear, since }: Pick<AdoptedLineRow, 'basisYear' | 'since'>,
): Promise<void> {
  const adopted = await transaction
    .select()
    .from(adoptedLines)
    .where(and(eq(adoptedLines.status, 'ADOPTED'), lte(adoptedLines.since, since)));
  const inForce = basisYearOn(adopted, since);
  if (adopted.some((line) => line.since === since))
    throw new RegistryError('STEP_REFUSED', 'Another line was adopted from this day on. Take another day.');
  if (inForce === basisYear)
    throw new RegistryError('STEP_REFUSED', `The lines of ${basisYear} count on this day already.`);
  checkLines(
    basisYear,
    await transaction.select().from(povertyLines).where(eq(povertyLines.basisYear, basisYear)),
    await transaction
      .select()
      .from(povertyLines)
      .where(and(eq(povertyLines.basisYear, inForce ?? basisYear), ne(povertyLines.stateCode, 'MY'))),
  );
}
