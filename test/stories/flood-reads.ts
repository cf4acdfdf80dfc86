import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '@seisi/migrations/connection';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type { House } from '../setup/house.ts';

/** One read of a household that only an emergency opens, as whoever read it knows it. */
export type Read = {
  /** The receipt that came with the answer. */
  readonly receipt: string;
  /** Milliseconds of the epoch. */
  readonly at: number;
  /** The household and its people, by id. */
  readonly subjects: readonly string[];
};

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON.
type Told = any;

const [detail] = personas.hospital.token.authorization_details ?? [];

/** The hospital, whose agreement opens no name and no address, in an emergency. */
export const rescuer: PersonaToken = {
  ...personas.hospital.token,
  acr: 'high',
  authorization_details: detail === undefined ? [] : [{ ...detail, purpose: 'LIFE_HEALTH_SAFETY' }],
};

/** The same, in its daily service. */
export const forService: PersonaToken = {
  ...rescuer,
  authorization_details: personas.hospital.token.authorization_details ?? [],
};

/** A household of the state of the flood, in another district, by id. */
export async function neighbourOf(adminUrl: string): Promise<string> {
  const sql = connect(adminUrl);
  const [found] = await sql<{ id: string }[]>`
    select id from person.household where state = '05' and district <> '5_5' order by id limit 1`;
  await sql.end();
  if (found === undefined) throw new Error('Nobody lives beside the flood.');
  return found.id;
}

/** Asks where a household lives and who its members are; null where that stays closed. */
export async function readThere(
  house: House,
  token: PersonaToken,
  id: string,
  at: number,
): Promise<Read | null> {
  const query = 'query ($id: ID!) { household(id: $id) { address { line } members { person { id name } } } }';
  const { data, text } = await house.askWith(token, { query, variables: { id } });
  if (data?.household?.address?.line == null) return null;
  const members = data.household.members.map(({ person }: Told) => person.id);
  return { receipt: JSON.parse(text).extensions.receipt.id, at, subjects: [id, ...members] };
}

const REPORT = `query ($incident: ID!, $longer: ID!) {
  incidentReport(id: $incident) { receipts subjects agencies { agencyCode receipts subjects classes firstAt lastAt } }
  elsewhere: incidentReport(id: $longer) { receipts agencies { agencyCode } }
  receipts(first: 100, filter: { incident: $incident }) { edges { node { id } } } }`;

/** The report of an incident, that of one with a longer name, and its receipts in order; null for whoever may read none. */
export async function reportOf(house: House, who: PersonaName, incident: string) {
  const variables = { incident, longer: `${incident}0` };
  const { data } = await house.ask(who, { query: REPORT, variables });
  const listed: string[] | null = data.receipts?.edges.map(({ node }: Told) => node.id).sort() ?? null;
  return { report: data.incidentReport, elsewhere: data.elsewhere, listed };
}

/** What a report must say of these reads, all of one agency. */
export function expectedReport(reads: readonly Read[], agencyCode: string, classes: readonly string[]) {
  const subjects = new Set(reads.flatMap((read) => read.subjects)).size;
  const counted = { receipts: reads.length, subjects };
  const [firstAt, lastAt] = [reads[0], reads.at(-1)].map((read) => new Date(read?.at ?? 0).toISOString());
  return { ...counted, agencies: [{ agencyCode, ...counted, classes, firstAt, lastAt }] };
}

/** Waits until something is as it is to be: facts travel within a second; the machine may be busy. */
export async function settles(isTold: () => Promise<boolean>, wanted: boolean): Promise<void> {
  for (let nth = 0; nth < 400; nth += 1) {
    if ((await isTold()) === wanted) return;
    await wait(25);
  }
  throw new Error(`It never came to be ${wanted ? 'open' : 'closed'}.`);
}
