import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { type PostingRow, postings } from './agreement.table.ts';

/** Reads of postings, by their own identifier. */
export const postingLoaders = ({ db }: RoomParts) => ({
  postingById: oneBy<PostingRow>(
    ({ id }) => id,
    (ids) => db.select().from(postings).where(anyOf(postings.id, ids)),
  ),
});
