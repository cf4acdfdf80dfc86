import type { Life } from '@seisi/host/life';
import type { IdentityCardRow } from './identity-card.table.ts';

export type IdentityCardStatus = IdentityCardRow['status'];
export type IdentityCardAct = 'REPLACE' | 'CANCEL';

/** The life of a card: one that was lost or spoilt is replaced by another, and neither ever comes back. */
export const identityCardLife: Life<IdentityCardStatus, IdentityCardAct> = {
  ACTIVE: { REPLACE: 'REPLACED', CANCEL: 'CANCELLED' },
  REPLACED: {},
  CANCELLED: {},
};

/** Kuala Lumpur, Labuan and Putrajaya have no state office: ICU JPM itself issues there (S1). */
const FEDERAL_TERRITORIES: ReadonlySet<string> = new Set(['14', '15', '16']);
const EVERYWHERE = 'MY';

/** Which office issues the cards of a state. */
export function officeOf(state: string): IdentityCardRow['office'] {
  return FEDERAL_TERRITORIES.has(state) ? 'ICU_JPM' : 'STATE_OFFICE';
}

/** Whether an officer of these areas sits in the office of a state: a district's does not, and that of a federal territory is the national one. */
export function isOfOffice(areas: readonly string[], state: string): boolean {
  return areas.includes(EVERYWHERE) || (officeOf(state) === 'STATE_OFFICE' && areas.includes(state));
}
