import { and, type Column, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { agreementSubjects } from './agreement-subject.table.ts';
import type { Ground } from './ground/ground.ts';

/**
 * Whether a list may hold the subject: an agreement whose budget of the day is used up has those alone about whom it was used today, as if
 * there were nobody else. Other grounds have no budget.
 */
export function isWithinBudget(subject: Column, ground: Ground, today: string): SQL | undefined {
  if (ground.kind !== 'AGREEMENT') return undefined;
  const { agreement, day, subjectKey } = agreementSubjects;
  const ofToday = and(eq(agreement, ground.id), eq(day, today));
  return or(
    lt(sql`(select count(*) from ${agreementSubjects} where ${ofToday})`, ground.dailySubjects),
    sql`exists (select 1 from ${agreementSubjects} where ${and(ofToday, eq(subjectKey, subject))})`,
  );
}
