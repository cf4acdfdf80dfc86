import { type DataClass, opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';

/** Officers of programmes; and whoever hands in numbers and names learns whether the register has them. */
const DUTY = ['poverty', 'aid', 'identity'] as const satisfies readonly DataClass[];

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty, naming the class that is missing */
export function refuseAgencyLists(coordinate: string, basis: Basis): void {
  const missing = missingOf(basis);
  if (missing !== null) throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseImporting(basis: Basis): void {
  if (missingOf(basis) !== null) throw withheld('Mutation.importAgencyList', null, 'CLASS_NOT_IN_BASIS');
}

function missingOf(basis: Basis): DataClass | null {
  const missing = DUTY.find((name) => !opens(ceiling(basis), name));
  // Whoever is no officer lacks the duty, whatever is open to them.
  return missing ?? (basis.kind === 'POSTING' ? null : DUTY[2]);
}
