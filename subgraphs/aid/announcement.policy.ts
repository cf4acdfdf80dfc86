import { withheld } from '@seisi/schema/errors';
import type { Basis } from '@seisi/schema/viewer';
import { isAidOfficer } from './officer.policy.ts';

const EVERYWHERE = 'MY';

/** Whether a posting is one of the department's headquarters: it handles applications everywhere in Malaysia. */
function isOfHeadquarters(basis: Basis): boolean {
  return isAidOfficer(basis) && basis.kind === 'POSTING' && basis.areas.includes(EVERYWHERE);
}

/**
 * Refuses whoever does not announce.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE
 */
export function checkAnnouncer(field: string, basis: Basis): void {
  if (!isOfHeadquarters(basis)) throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}
