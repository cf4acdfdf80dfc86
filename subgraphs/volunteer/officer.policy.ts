import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import type { RoomContext } from './context.ts';

/** The department whose volunteers these are (e-Komuniti, S0). */
const KEEPS = 'jkm';

export type Posting = Extract<Basis, { kind: 'POSTING' }>;

/** Whether a posting is that of an officer of volunteers: of the department, and open to their records. */
export function isVolunteerOfficer(basis: Basis): basis is Posting {
  return basis.kind === 'POSTING' && basis.agency === KEEPS && opens(ceiling(basis), 'volunteering');
}

/** The officer of volunteers who asks. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export function officerOf({ passport: { basis } }: RoomContext, field: string): Posting {
  if (isVolunteerOfficer(basis)) return basis;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** The citizen whose own token asks, by the hidden key. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export function citizenOf({ passport: { basis } }: RoomContext, field: string): string {
  if (basis.kind === 'SELF') return basis.personKey;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** Whether the viewer reaches a person with the class of this room: an officer whoever lives in the own areas, a citizen the own person. */
export async function reachesPerson({ reached }: RoomContext, personKey: string): Promise<boolean> {
  return (await reached('volunteering', [{ type: 'Person', key: personKey }])).size > 0;
}
