import { withheld } from '@seisi/schema/errors';
import type { Duty, PostingRow } from './agreement.table.ts';
import type { RoomContext } from './context.ts';

/** An officer of an agency, on duty. */
export type DutyOfficer = {
  /** The subject of the officer's token. */
  readonly id: string;
  /** The officer's own person, by hidden key. */
  readonly personKey: string;
  readonly agency: string;
  readonly areas: readonly string[];
  /** The posting on which the request rests. */
  readonly posting: string;
};

/** Who acts for an agency: an officer, or the agency's own client. */
export type AgencyActor = { readonly id: string; readonly agency: string; readonly personKey: string | null };

/**
 * The officer of the posting on which the request rests, where it holds a duty today. Duties are kept by this room and by no other: what the posting's own
 * row says now counts, whatever the passport was told.
 */
export async function dutyOfficer(context: RoomContext, duty: Duty): Promise<DutyOfficer | null> {
  const { basis, viewer } = context.passport;
  if (basis.kind !== 'POSTING' || viewer === null) return null;
  const posting = await context.loaders.postingById.load(basis.id);
  if (posting === null || posting.officer !== viewer.id || !holds(posting, duty, context.today)) return null;
  const { id, personKey, agencyCode: agency, areas } = posting;
  return { id: viewer.id, personKey, agency, areas, posting: id };
}

/**
 * The same, for a mutation.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever holds no such duty
 */
export async function officerWith(context: RoomContext, field: string, duty: Duty): Promise<DutyOfficer> {
  return checkDuty(context, `Mutation.${field}`, duty);
}

/**
 * The same, for a field that is named by its coordinate.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever holds no such duty
 */
export async function checkDuty(context: RoomContext, coordinate: string, duty: Duty): Promise<DutyOfficer> {
  const officer = await dutyOfficer(context, duty);
  if (officer !== null) return officer;
  throw withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
}

/**
 * Whoever acts for an agency: an officer with the duty, or the agency's client, which rests on an agreement.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else
 */
export async function actsFor(context: RoomContext, field: string, duty: Duty): Promise<AgencyActor> {
  const { basis, viewer } = context.passport;
  if (basis.kind === 'AGREEMENT' && viewer !== null)
    return { id: viewer.id, agency: basis.agency, personKey: null };
  return officerWith(context, field, duty);
}

function holds({ duties, validFrom, validUntil }: PostingRow, duty: Duty, today: string): boolean {
  return duties.includes(duty) && validFrom <= today && (validUntil === null || today < validUntil);
}
