import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { desc } from 'drizzle-orm';
import { NEWEST_FIRST } from './registration.loaders.ts';
import {
  cards,
  categories,
  type OkuCardRow,
  type OkuCategoryRecordRow,
  type OkuRegistrationRow,
  registrations,
} from './registration.table.ts';
import { type OkuStrikeOffRow, strikeOffs } from './strike-off.table.ts';

/** The reads of an entry as a file, whose person must be within reach, and of what belongs to entries. */
export const registrationPartLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  registrationById: oneBy(
    (row: OkuRegistrationRow) => row.id,
    (ids) => db.select().from(registrations).where(anyOf(registrations.id, ids)),
  ),

  cardsByRegistration: manyBy(
    (row: OkuCardRow) => row.registrationId,
    (ids) =>
      db
        .select()
        .from(cards)
        .where(anyOf(cards.registrationId, ids))
        .orderBy(...NEWEST_FIRST),
  ),

  categoriesByRegistration: manyBy(
    (row: OkuCategoryRecordRow) => row.registrationId,
    (ids) =>
      db
        .select()
        .from(categories)
        .where(anyOf(categories.registrationId, ids))
        .orderBy(desc(categories.since), desc(categories.id)),
  ),

  strikeOffsByRegistration: manyBy(
    (row: OkuStrikeOffRow) => row.registrationId,
    (ids) =>
      db
        .select()
        .from(strikeOffs)
        .where(anyOf(strikeOffs.registrationId, ids))
        .orderBy(desc(strikeOffs.proposedAt), desc(strikeOffs.id)),
  ),
});
