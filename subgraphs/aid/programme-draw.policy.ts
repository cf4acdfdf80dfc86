import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';

/** What a draw looks at and what it writes: its officer's duty opens both. */
const DUTY = ['poverty', 'aid'] as const satisfies readonly DataClass[];

/** Figures about fewer are not given (access §2). */
export const FEWEST = 10;

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty, naming the class that is missing */
export function refuseDraws(coordinate: string, basis: Basis): void {
  if (isProgrammeOfficer(basis)) return;
  const missing = opens(ceiling(basis), DUTY[0]) ? DUTY[1] : DUTY[0];
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseDrawing(basis: Basis): void {
  refuseProgrammeAct('drawProgramme', basis);
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseFinalising(basis: Basis): void {
  refuseProgrammeAct('finaliseRecipients', basis);
}

function refuseProgrammeAct(act: string, basis: Basis): void {
  if (!isProgrammeOfficer(basis)) throw withheld(`Mutation.${act}`, null, 'CLASS_NOT_IN_BASIS');
}

/** @throws STEP_REFUSED where the posting is not for the whole place in which a programme is paid; of null that is the whole country */
export function checkWhole(basis: Basis, state: string | null): void {
  const areas = areasOf(basis);
  if (areas.includes('MY') || (state !== null && areas.includes(state))) return;
  throw new RegistryError(
    'STEP_REFUSED',
    'Your posting is not for the whole place of this programme. An officer of the state does this.',
  );
}

/** The areas of a posting; none of any other ground. */
export function areasOf(basis: Basis): readonly string[] {
  return basis.kind === 'POSTING' ? basis.areas : [];
}

function isProgrammeOfficer(basis: Basis): boolean {
  return basis.kind === 'POSTING' && DUTY.every((name) => opens(ceiling(basis), name));
}
