import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type DocumentRow, documents } from './document.table.ts';

const OLDEST_FIRST = [asc(documents.requestedAt), asc(documents.id)] as const;

/** The reads of documents, below their application or draft; and of one that is stored, whose application or draft the reader must reach. */
export const documentLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  documentsByApplication: manyBy(
    (row: DocumentRow) => row.applicationId ?? '',
    (ids) =>
      db
        .select()
        .from(documents)
        .where(anyOf(documents.applicationId, ids))
        .orderBy(...OLDEST_FIRST),
  ),

  documentsByDraft: manyBy(
    (row: DocumentRow) => row.draftId ?? '',
    (ids) =>
      db
        .select()
        .from(documents)
        .where(and(anyOf(documents.draftId, ids), isNull(documents.applicationId)))
        .orderBy(...OLDEST_FIRST),
  ),

  storedDocument: async (id: string): Promise<DocumentRow | null> => {
    const ofId = and(eq(documents.id, id), eq(documents.status, 'STORED'));
    const [found] = await db.select().from(documents).where(ofId);
    return found ?? null;
  },
});
