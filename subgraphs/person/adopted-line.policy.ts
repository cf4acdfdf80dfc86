import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';

/** The agency that runs eKasih, and decides by which lines its households are assessed (S1). */
const DECIDES = 'icu-jpm';
const EVERYWHERE = 'MY';

/** Whether a posting is a national one of eKasih's own agency, with poverty in its duty. */
function isLineOfficer(basis: Basis): boolean {
  return (
    basis.kind === 'POSTING' &&
    basis.agency === DECIDES &&
    basis.areas.includes(EVERYWHERE) &&
    opens(ceiling(basis), 'poverty')
  );
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever holds no posting that opens poverty */
export function refuseReads(coordinate: string, basis: Basis): void {
  if (basis.kind === 'POSTING' && opens(ceiling(basis), 'poverty')) return;
  throw withheld(coordinate, 'poverty', reasonClosed(basis, 'poverty'));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever does not decide about lines */
export function refuseActs(act: string, basis: Basis): void {
  if (!isLineOfficer(basis)) throw withheld(`Mutation.${act}`, null, 'CLASS_NOT_IN_BASIS');
}

/** Counts of fewer households are not given (access §2); none is a count of nobody. */
const FEWEST = 10;

/** @throws UNAUTHORIZED_FIELD_OR_TYPE where so few households would tell of themselves */
export function givenCount(coordinate: string, households: number): number {
  if (households === 0 || households >= FEWEST) return households;
  throw withheld(coordinate, null, 'NOT_FOR_THIS_SUBJECT');
}
