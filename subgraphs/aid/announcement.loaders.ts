import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, gte, isNull, lte, or, sql } from 'drizzle-orm';
import { type AnnouncementRow, announcements } from './announcement.table.ts';

/** What of an announcement is its place in the list. */
export function announcementPlace({ startsOn, publishedAt, id }: AnnouncementRow): readonly string[] {
  return [startsOn, publishedAt.toISOString(), id];
}

/** The reads of announcements: the same for everyone. */
export const announcementLoaders = ({ db, today }: Pick<RoomParts, 'db' | 'today'>) => ({
  /** What is shown today, the newest first, one more than the page. */
  announcementPage: ({ limit, after }: PageRequest): Promise<AnnouncementRow[]> => {
    const { startsOn, endsOn, publishedAt, withdrawnAt, id } = announcements;
    const [day, at, place] = after ?? [];
    return db
      .select()
      .from(announcements)
      .where(
        and(
          lte(startsOn, today),
          or(isNull(endsOn), gte(endsOn, today)),
          isNull(withdrawnAt),
          after === null
            ? undefined
            : sql`(${startsOn}, ${publishedAt}, ${id}) < (${day}::date, ${at}::timestamptz, ${place}::uuid)`,
        ),
      )
      .orderBy(desc(startsOn), desc(publishedAt), desc(id))
      .limit(limit + 1)
      .execute();
  },
});
