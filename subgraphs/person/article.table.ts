import { sql } from 'drizzle-orm';
import { check, date, integer, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const articleTopic = person.enum('article_topic', [
  'REGISTRATION',
  'POVERTY_STATUS',
  'AID',
  'OWN_ENTRY',
]);

/**
 * The versions of the articles of the knowledge base (Pangkalan Ilmu; S1), in Malay and English. The newest that began on or before a day is the article on
 * that day, unless it has ended. Reference data.
 */
export const articles = person.table(
  'article',
  {
    id: text().primaryKey(),
    code: text().notNull(),
    version: integer().notNull(),
    topic: articleTopic().notNull(),
    titleMs: text().notNull(),
    titleEn: text().notNull(),
    bodyMs: text().notNull(),
    bodyEn: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day, where the article was withdrawn. */
    endsOn: date({ mode: 'string' }),
    source: text().notNull(),
  },
  (t) => [
    uniqueIndex('article_version').on(t.code, t.version),
    uniqueIndex('article_starts').on(t.code, t.startsOn),
    check('article_ends_after_it_began', sql`${t.endsOn} >= ${t.startsOn}`),
  ],
);

export type ArticleRow = typeof articles.$inferSelect;
