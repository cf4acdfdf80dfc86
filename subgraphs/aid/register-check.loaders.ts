import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc } from 'drizzle-orm';
import { type RegisterCheckRow, registerChecks } from './register-check.table.ts';

/** The reads of what other departments' registers said, each below its application. */
export const registerCheckLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  checksByApplication: manyBy(
    (row: RegisterCheckRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(registerChecks)
        .where(anyOf(registerChecks.applicationId, ids))
        .orderBy(asc(registerChecks.register)),
  ),
});
