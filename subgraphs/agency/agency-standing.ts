import type { Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { AgencyRow } from './agency.table.ts';
import type { AgencyStepRow } from './agency-standing.table.ts';
import type { DutyOfficer } from './duty.policy.ts';

export type StandingAct = Exclude<AgencyStepRow['act'], 'ADMIT'>;

/** The life of an agency that was admitted (processes (e): Aktif, Digantung, Ditamatkan). What ended stays ended. */
export const standingLife: Life<AgencyRow['status'], StandingAct> = {
  ACTIVE: { SUSPEND: 'SUSPENDED', PROPOSE_END: 'ACTIVE', CONFIRM_END: 'ENDED' },
  SUSPENDED: {
    PROPOSE_RESUMPTION: 'SUSPENDED',
    CONFIRM_RESUMPTION: 'ACTIVE',
    PROPOSE_END: 'SUSPENDED',
    CONFIRM_END: 'ENDED',
  },
  ENDED: {},
};

/** What a second officer confirms, and which proposal that takes. */
const CONFIRMS: Readonly<Partial<Record<StandingAct, StandingAct>>> = {
  CONFIRM_RESUMPTION: 'PROPOSE_RESUMPTION',
  CONFIRM_END: 'PROPOSE_END',
};

type Last = Pick<AgencyStepRow, 'act' | 'by' | 'byKey'> | undefined;

/**
 * A proposal waits while it is the last that was done: whatever comes after it takes its place.
 * @throws STEP_REFUSED where a step confirms what nobody proposed, or what the same officer did, under whatever identifier
 */
export function checkProposed(
  step: StandingAct,
  last: Last,
  officer: Pick<DutyOfficer, 'id' | 'personKey'>,
): void {
  const proposal = CONFIRMS[step];
  if (proposal === undefined) return;
  if (last?.act !== proposal)
    throw refused('Nobody has proposed this last. Propose it, for a colleague to confirm.');
  if (last.by === officer.id || last.byKey === officer.personKey)
    throw refused('Another officer than the one who proposed it confirms it. Ask a colleague to read it.');
}

/** @throws STEP_REFUSED for an officer of the agency itself: nobody decides about the own one */
export function checkOther(agency: string, officer: Pick<DutyOfficer, 'agency'>): void {
  if (agency === officer.agency) throw refused('An officer of another agency decides about yours.');
}

function refused(says: string): RegistryError {
  return new RegistryError('STEP_REFUSED', says);
}
