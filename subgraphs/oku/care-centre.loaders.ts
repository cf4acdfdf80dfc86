import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, desc, eq, gt } from 'drizzle-orm';
import {
  type CareCentreRow,
  type CentreCertificateRow,
  careCentres,
  centreCertificates,
} from './care-centre.table.ts';

/** The reads of the directory of care centres. */
export const careCentreLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  careCentreByCode: oneBy(
    (row: CareCentreRow) => row.code,
    (codes) => db.select().from(careCentres).where(anyOf(careCentres.code, codes)),
  ),

  careCentrePage: ({ state, limit, after }: PageRequest & { readonly state: string | null }) =>
    db
      .select()
      .from(careCentres)
      .where(
        and(
          state === null ? undefined : eq(careCentres.state, state),
          after === null ? undefined : gt(careCentres.code, after[0] ?? ''),
        ),
      )
      .orderBy(asc(careCentres.code))
      .limit(limit + 1),

  certificatesByCentre: manyBy(
    (row: CentreCertificateRow) => row.centreCode,
    (codes) =>
      db
        .select()
        .from(centreCertificates)
        .where(anyOf(centreCertificates.centreCode, codes))
        .orderBy(desc(centreCertificates.endsOn)),
  ),
});
