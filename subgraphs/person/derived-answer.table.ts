import { date, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

/**
 * How many requests of a day had something computed about a subject under an agreement (access §10). `request` is the one counted last:
 * fetches of one request count once. Rows of past days are of no use and may be dropped.
 */
export const derivedAnswers = person.table(
  'derived_answer',
  {
    agreement: text().notNull(),
    subjectKey: uuid().notNull(),
    day: date({ mode: 'string' }).notNull(),
    count: integer().notNull(),
    request: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agreement, t.subjectKey, t.day] })],
);

export type DerivedAnswerRow = typeof derivedAnswers.$inferSelect;
