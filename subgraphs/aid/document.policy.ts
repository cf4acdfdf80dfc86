import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import { isAidOfficer } from './officer.policy.ts';

/**
 * Who reads what stands in documents: the person whose they are, and aid officers. A scan holds more than an application tells (numbers, addresses, incomes,
 * what a physician found), so whoever else reads of aid reads that they are there.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else
 */
export function refuseReader(basis: Basis): void {
  if (!opens(ceiling(basis), 'aid')) throw withheld(COORDINATE, 'aid', reasonClosed(basis, 'aid'));
  if (basis.kind !== 'SELF' && !isAidOfficer(basis)) throw withheld(COORDINATE, 'aid', 'CLASS_NOT_IN_BASIS');
}

const COORDINATE = 'Document.download';
