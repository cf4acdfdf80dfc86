import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';

/**
 * Receipts are read on a duty alone: a citizen has the log.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for every other ground
 */
export function refuseWithoutDuty(coordinate: string, basis: Basis): void {
  if (!opens(ceiling(basis), 'receipts'))
    throw withheld(coordinate, 'receipts', reasonClosed(basis, 'receipts'));
  if (basis.kind !== 'POSTING') throw withheld(coordinate, 'receipts', 'CLASS_NOT_IN_BASIS');
}
