import { civilDate } from '@seisi/host/context';
import { type Database, openDatabase } from '@seisi/host/database';
import type { Work, WorkParts } from '@seisi/host/subgraph';
import { and, eq, gt, gte, isNull, lte, or, sql } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { showInForce } from './award.step.ts';
import { awards } from './award.table.ts';
import { followRates } from './award-rate.step.ts';

const INTERVAL_MILLISECONDS = 60_000;

/**
 * Lets every application show the version of its award that is in force on a day: a change that was decided for later begins. Whoever does it twice, or beside
 * another process, changes nothing more. Gives how many began.
 */
export async function showVersionsInForce(db: Database, today: string): Promise<number> {
  const { version, startsOn, endsOn, applicationId } = awards;
  const begun = await db
    .select({ id: applications.id })
    .from(awards)
    .innerJoin(applications, eq(applications.id, applicationId))
    .where(
      and(
        gt(version, 1),
        lte(startsOn, today),
        or(isNull(endsOn), gte(endsOn, today)),
        sql`${applications.awardStartsOn} is distinct from ${startsOn}`,
      ),
    );
  for (const { id } of begun) await db.transaction((transaction) => showInForce(transaction, id, today));
  return begun.length;
}

/** Lets awards follow their rates, and shows what is in force, once a day, soon after midnight in Malaysia; what fails is told and tried again a minute later. */
export function beginShowingAwards(
  { databaseUrl, now, onNotice }: Pick<WorkParts, 'databaseUrl' | 'now' | 'onNotice'>,
  intervalMs = INTERVAL_MILLISECONDS,
): Work {
  let shownOn = '';
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  const take = async (): Promise<void> => {
    const today = civilDate(now());
    if (today === shownOn) return;
    const handle = openDatabase(databaseUrl);
    try {
      await followRates(handle.db, { today, at: new Date(now()) });
      await showVersionsInForce(handle.db, today);
      shownOn = today;
    } catch {
      onNotice('Awards that change today could not be shown; this is tried again in a minute.');
    } finally {
      await handle.close();
    }
  };
  const rest = (): void => {
    timer = setTimeout(() => {
      turn = take().then(rest);
    }, intervalMs);
  };
  rest();
  return {
    close: async () => {
      clearTimeout(timer);
      await turn;
      clearTimeout(timer);
    },
  };
}
