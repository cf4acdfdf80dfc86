import type { RoomResult } from '@seisi/schema/room';
import { asc, eq } from 'drizzle-orm';
import { consentSteps } from './consent.table.ts';
import { citizen } from './ground/testing.ts';
import { type GroundFactRow, groundFacts } from './ground-fact.table.ts';
import type { World } from './household.testing.ts';
import type { PersonRow } from './person.table.ts';

/** What of a consent every test of it reads. */
const FILE =
  'id person { id } consent { agencyCode purpose reader { id } basis classes status givenAt until withdrawnAt }';

/** The consent as an answer shows it. */
export type ShownConsent = {
  readonly id: string;
  readonly person: { readonly id: string };
  readonly consent: Readonly<Record<string, unknown>>;
};

/** The acts as GraphQL, each with the same selection. */
export const ACTS = {
  giveConsent: `mutation($input: GiveConsentInput!) { giveConsent(input: $input) { consent { ${FILE} } } }`,
  giveHouseholdConsent: `mutation($input: GiveHouseholdConsentInput!) { giveHouseholdConsent(input: $input) { consent { ${FILE} } } }`,
  narrowConsent: `mutation($input: NarrowConsentInput!) { narrowConsent(input: $input) { consent { ${FILE} } } }`,
  withdrawConsent: `mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { ${FILE} } } }`,
} as const;
export const CONSENTS = `query($first: Int, $after: String) {
  consents(first: $first, after: $after) { edges { cursor node { ${FILE} } } pageInfo { endCursor hasNextPage } } }`;

/** A consent that anybody may give: the income, to the NGO, for a service, with a key of its own. */
export function anInput(given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    agencyCode: 'ngo',
    purpose: 'SERVICE_DELIVERY',
    classes: ['income'],
    until: '2027-01-01',
    idempotencyKey: crypto.randomUUID(),
    ...given,
  };
}

/** Takes an act as a person. */
export async function act(
  world: World,
  who: PersonRow,
  name: keyof typeof ACTS,
  input: object,
): Promise<RoomResult> {
  return world.room.ask(ACTS[name], { input }, await world.as(citizen(who)));
}

/** The consent of an answer; null where the act was refused. */
export function shown(result: RoomResult, name: keyof typeof ACTS): ShownConsent | null {
  const payload = result.data?.[name] as { consent: ShownConsent } | null | undefined;
  return payload?.consent ?? null;
}

/** Gives a consent, and shows it. */
export async function give(world: World, who: PersonRow, given: object = {}): Promise<ShownConsent> {
  const result = await act(world, who, 'giveConsent', anInput({ ...given }));
  const consent = shown(result, 'giveConsent');
  if (consent === null) throw new Error(JSON.stringify(result.errors));
  return consent;
}

/** The codes of an answer's errors. */
export function codesOf({ errors = [] }: RoomResult): unknown[] {
  return errors.map(({ extensions }) => extensions?.['code']);
}

/** The fact that opens by a consent. */
export async function consentFact({ db }: World, id: string): Promise<GroundFactRow | undefined> {
  const [fact] = await db
    .select()
    .from(groundFacts)
    .where(eq(groundFacts.id, `consent-${id}`));
  return fact;
}

/** The acts that the history of a consent keeps. */
export async function actsKept({ db }: World, id: string): Promise<string[]> {
  const steps = await db
    .select()
    .from(consentSteps)
    .where(eq(consentSteps.consentId, id))
    .orderBy(asc(consentSteps.at), asc(consentSteps.act));
  return steps.map((step) => step.act);
}
