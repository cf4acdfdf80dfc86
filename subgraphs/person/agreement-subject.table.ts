import { date, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

/**
 * About which subjects an agreement was used on a day (access §3: daily budget of subjects). Written by `person.count_subjects` alone, which keeps them within
 * the budget whoever asks at once. Rows of past days are of no use and may be dropped.
 */
export const agreementSubjects = person.table(
  'agreement_subject',
  {
    agreement: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    subjectKey: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agreement, t.day, t.subjectKey] })],
);
