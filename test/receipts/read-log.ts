import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { expect } from 'vitest';
import type { House } from '../setup/house.ts';
import { comparableLine, type Line } from './expected-log.ts';

/** A log as its reader has it: every line, and the bytes of every page. Null where it is withheld or there is nobody. */
export type ReadLog = { readonly lines: readonly Line[] | null; readonly text: string };

/** The receipts of such readings, which stand in logs too and which nobody expects: whoever reads later finds them. */
const ofReadings = new Set<string>();

const PAGE = 60;
const LOG = `query ($id: ID!, $first: Int!, $after: String) { person(id: $id) { accessLog(first: $first, after: $after) {
  edges { node { at kind about reader agencyCode isAgencyVeiled basis purpose legalBasis agreementNumber
    told { class ground fields from } withheld { class fields } receipt { number leaf } proof { entry leaf } } }
  pageInfo { hasNextPage endCursor } mayHoldMore { laws } } } }`;

/** Reads the log of a person to its end, page by page. */
export async function readLog(house: House, token: PersonaToken, id: string): Promise<ReadLog> {
  const lines: Line[] = [];
  let text = '';
  let after: string | null = null;
  do {
    const answer = await house.askWith(token, { query: LOG, variables: { id, first: PAGE, after } });
    text += answer.text;
    const { extensions } = JSON.parse(answer.text) as { extensions: { receipt: { id: string } } };
    ofReadings.add(extensions.receipt.id);
    const log = answer.data?.person?.accessLog;
    if (log === null || log === undefined) return { lines: null, text };
    expect(answer.errors).toEqual([]);
    expect(log.mayHoldMore.laws).toHaveLength(2);
    const all: Line[] = log.edges.map(({ node }: { node: Line }) => lineOf(node));
    lines.push(...all.filter(({ receipt }) => !ofReadings.has((receipt as { number: string }).number)));
    after = log.pageInfo.hasNextPage ? log.pageInfo.endCursor : null;
  } while (after !== null);
  return { lines, text };
}

/** The proof of a line is the entry that it proves, with which receipt it stands in. */
function lineOf({ at, proof, ...line }: Line): Line {
  const proved = proof as { entry: string; leaf: string } | null;
  if (proved !== null)
    expect(JSON.parse(proved.leaf)).toMatchObject({ id: (line['receipt'] as { number: string }).number });
  const entry = proved === null ? null : (JSON.parse(proved.entry) as unknown);
  return comparableLine({ ...line, at: Date.parse(String(at)), proof: entry } as Line);
}
