import { type DataClass, opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, covers, reasonClosed } from '@seisi/schema/viewer';
import { stateOfDistrict } from './posting-area.policy.ts';

/** Whoever watches a list of recipients reads of aid and of its money; the offices of S3 all do. */
const READS = ['aid', 'payment'] as const satisfies readonly DataClass[];
/** The office of a district (S3: Pejabat Daerah) works through candidates, writes reasons, and pays. */
const OFFICE = ['poverty', 'aid', 'aid.note', 'payment'] as const satisfies readonly DataClass[];

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty, naming the class that is missing */
export function refuseRecipientLists(coordinate: string, basis: Basis): void {
  if (holds(basis, READS)) return;
  const missing = opens(ceiling(basis), READS[0]) ? READS[1] : READS[0];
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer of a district's office */
export function refuseOffice(act: string, basis: Basis): void {
  if (!holds(basis, OFFICE)) throw withheld(`Mutation.${act}`, null, 'CLASS_NOT_IN_BASIS');
}

/** Whether a posting is for a district: `5_5` lies in the state `05`. */
export function isPostedTo(basis: Basis, district: string): boolean {
  return basis.kind === 'POSTING' && covers(basis.areas, district, stateOfDistrict(district));
}

/** Whether a posting is for the whole place in which a programme is paid; of null that is the whole country. */
export function isPostedToWhole(basis: Basis, state: string | null): boolean {
  if (basis.kind !== 'POSTING') return false;
  return basis.areas.includes('MY') || (state !== null && basis.areas.includes(state));
}

function holds(basis: Basis, classes: readonly DataClass[]): boolean {
  return basis.kind === 'POSTING' && classes.every((name) => opens(ceiling(basis), name));
}
