import { badInput } from '@seisi/host/read-input';
import { isUuid, uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { VolunteerCaseFileRow } from './case.table.ts';
import type { RoomContext } from './context.ts';
import { isVolunteerOfficer, type Posting } from './officer.policy.ts';

const NOTHING = sql`false`;
const INQUIRY_MILLISECONDS = 2_000;
/** As long as a house number, a telephone or an identity number is at the shortest. */
const NUMBER = /\d{5,}/;

/** Which cases exist for a ground: the own ones, and of others those of whom cases may be read. It narrows what the grant of the person opens and never widens it. */
export function casesOf(basis: Basis, personKey: PgColumn): SQL | undefined {
  if (basis.kind === 'NONE') return NOTHING;
  if (basis.kind === 'SELF') return isUuid(basis.personKey) ? eq(personKey, basis.personKey) : NOTHING;
  return opens(basis.classes, 'case') ? undefined : NOTHING;
}

/** Whether a posting handles cases: that of an officer of volunteers who may read them. */
export function isCaseOfficer(basis: Basis): basis is Posting {
  return isVolunteerOfficer(basis) && opens(ceiling(basis), 'case');
}

/**
 * The case that an officer acts on, and who acts.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer of cases, NOT_FOUND where there is none within reach
 */
export async function caseForOfficer(
  context: RoomContext,
  field: string,
  id: string,
): Promise<VolunteerCaseFileRow> {
  if (!isCaseOfficer(context.passport.basis)) throw refused(field);
  return reachedCase(context, id);
}

/**
 * The case that its person or an officer acts on.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else, NOT_FOUND where there is none within reach
 */
export async function caseForEither(
  context: RoomContext,
  field: string,
  id: string,
): Promise<VolunteerCaseFileRow> {
  assertEither(context, field);
  return reachedCase(context, id);
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is neither a citizen nor an officer of cases */
export function assertEither({ passport: { basis } }: RoomContext, field: string): void {
  if (basis.kind !== 'SELF' && !isCaseOfficer(basis)) throw refused(field);
}

/**
 * Who needs help: oneself where nobody is named, or by the public identifier whoever the viewer reaches with the class of cases. Whoever is out of reach
 * takes the same steps as nobody (access §7).
 * @throws BAD_USER_INPUT for an officer who names nobody, NOT_FOUND where nobody is within reach
 */
export async function helpedOf(context: RoomContext, person: string | null): Promise<string> {
  const { basis } = context.passport;
  if (person === null && basis.kind === 'SELF') return basis.personKey;
  if (person === null) throw badInput('person', 'names who needs help');
  const id = uuidArgument('input.person', person);
  const found = await context.inquire('SUBJECT', `Person:${id}`, AbortSignal.timeout(INQUIRY_MILLISECONDS));
  const key = typeof found === 'string' ? found : crypto.randomUUID();
  if (await reachesCases(context, key)) return key;
  throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier for whom you may open a case.');
}

/** The district where somebody lives, as others may know it; null where that is no single one, and for whoever lives under protection. */
export async function openDistrictOf({ inquire }: RoomContext, personKey: string): Promise<string | null> {
  const found = await inquire('OPEN_DISTRICT', personKey, AbortSignal.timeout(INQUIRY_MILLISECONDS));
  const { district } = Object(found) as { readonly district?: unknown };
  return typeof district === 'string' ? district : null;
}

/** What a volunteer may read before both have agreed. @throws BAD_USER_INPUT for a text with a number in it by which somebody could be found */
export function withoutNumbers(name: string, text: string): string {
  if (!NUMBER.test(text)) return text;
  throw badInput(name, 'tells no telephone, address or identity number: both say that once they have agreed');
}

async function reachedCase(context: RoomContext, id: string): Promise<VolunteerCaseFileRow> {
  const found = await context.loaders.caseFileById.load(uuidArgument('input.case', id));
  // Asked about nobody too: what does not exist takes the same steps as what is out of reach.
  const isReached = await reachesCases(context, found?.personKey ?? crypto.randomUUID());
  if (found !== null && isReached) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such case for you. `volunteerCaseFiles` lists them.');
}

/** Whether the viewer reaches a person with the class of cases. */
export async function reachesCases({ reached }: RoomContext, key: string): Promise<boolean> {
  return (await reached('case', [{ type: 'Person', key }])).size > 0;
}

function refused(field: string): RegistryError {
  return withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}
