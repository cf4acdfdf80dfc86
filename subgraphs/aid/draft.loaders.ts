import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { isUuid } from '@seisi/host/scalars';
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { type ApplicationStatementRow, statements } from './application-process.table.ts';
import { type DraftRow, drafts } from './draft.table.ts';

const MOST = 10;

/** The reads of drafts, those of the citizen who asks and of nobody else; and of what was stated, below its application. */
export const draftLoaders = ({ db, passport: { basis } }: Pick<RoomParts, 'db' | 'passport'>) => {
  const own = (): SQL =>
    basis.kind === 'SELF' && isUuid(basis.personKey) ? eq(drafts.personKey, basis.personKey) : sql`false`;
  const isOpen = () => and(own(), isNull(drafts.applicationId), isNull(drafts.discardedAt));
  return {
    draftById: oneBy(
      (row: DraftRow) => row.id,
      (ids) =>
        db
          .select()
          .from(drafts)
          .where(and(anyOf(drafts.id, ids), isOpen())),
    ),

    statementByApplication: oneBy(
      (row: ApplicationStatementRow) => row.applicationId,
      (ids) => db.select().from(statements).where(anyOf(statements.applicationId, ids)),
    ),

    openDrafts: (): Promise<DraftRow[]> =>
      db
        .select()
        .from(drafts)
        .where(isOpen())
        .orderBy(desc(drafts.startedAt), desc(drafts.id))
        .limit(MOST)
        .execute(),
  };
};
