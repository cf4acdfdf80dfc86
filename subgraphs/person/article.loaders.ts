import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm';
import { type ArticleRow, articles } from './article.table.ts';

/** Which articles are asked for: about one thing or any, as they stood on a day. */
export type ArticlesAsked = { readonly topic: ArticleRow['topic'] | null; readonly day: string };

/** What of an article is its place in the list. */
export function articlePlace({ code }: ArticleRow): readonly string[] {
  return [code];
}

/** The reads of articles: reference data, the same for everyone. */
export const articleLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** In the order of their codes' bytes, the same on every machine; one more than the page. */
  articlePage: ({ topic, day }: ArticlesAsked, { limit, after }: PageRequest): Promise<ArticleRow[]> => {
    const byCode = sql`${articles.code} collate "C"`;
    // The topic is that of the version in force, so it is asked about after that was found.
    const onDay = db
      .selectDistinctOn([byCode])
      .from(articles)
      .where(and(lte(articles.startsOn, day), after === null ? undefined : sql`${byCode} > ${after[0]}`))
      .orderBy(byCode, desc(articles.startsOn))
      .as('on_day');
    return db
      .select()
      .from(onDay)
      .where(
        and(
          or(isNull(onDay.endsOn), gte(onDay.endsOn, day)),
          topic === null ? undefined : eq(onDay.topic, topic),
        ),
      )
      .orderBy(sql`${onDay.code} collate "C"`)
      .limit(limit + 1)
      .execute();
  },
});
