import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { SAMPLES } from '@seisi/gateway/documents/samples.testing';
import { connect } from '@seisi/migrations/connection';
import { OFFICER } from '@seisi/migrations/seed/agency-code';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import { roomMark } from '@seisi/schema/document/ticket';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { folderForDocuments, putDocument } from '../setup/documents.ts';
import { type House, openHouse } from '../setup/house.ts';
import { tableReceipts, untilInTree } from '../setup/table-receipts.ts';

const PDF = SAMPLES['application/pdf'];
const JPEG = SAMPLES['image/jpeg'];
const DOCUMENTS = 'documents { kind status mediaType size download }';

let house: House;
let elapsed = 0;
let application: string;
let reference: string;
const { folder: store, documents, remove } = folderForDocuments();
beforeAll(async () => {
  house = await openHouse({ now: () => NOW + elapsed, receipts: tableReceipts, documents });
});
afterAll(async () => {
  await house?.close();
  remove();
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;

/** Takes an act; gives what came of it, or the codes of the refusal. */
async function act(who: PersonaName, field: string, input: object, payload: string): Promise<Json> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await house.ask(who, { query, variables: { input: given } });
  return errors.length === 0 ? data[field] : errors.map(({ extensions }) => extensions.code);
}

const attach = async (who: PersonaName, input: object): Promise<string> =>
  (await act(who, 'attachDocument', input, 'upload')).upload;

const put = (who: PersonaName, path: string, bytes: Buffer | ReadableStream, type = 'application/pdf') =>
  putDocument(house, who, path, { bytes, type });

async function get(who: PersonaName, path: string) {
  const headers = { authorization: `Bearer ${await house.tokenOf(who)}` };
  const response = await fetch(`${house.url}${path}`, { headers });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** The documents of the application, as somebody reads them, and the codes of what they may not. */
async function read(who: PersonaName, selection = DOCUMENTS) {
  const query = `query ($reference: String!) { application(reference: $reference) { application { ${selection} } } }`;
  const { data, errors } = await house.ask(who, { query, variables: { reference } });
  const documents: Json[] = data.application?.application?.documents ?? [];
  return { documents, codes: errors.map(({ extensions }) => extensions.code) };
}

async function download(who: PersonaName, kind: string): Promise<string> {
  return (await read(who)).documents.find((one) => one.kind === kind).download;
}

const kinds = async () =>
  Object.fromEntries((await read('citizen')).documents.map(({ kind, status }) => [kind, status]));

test('a document is sent with the draft, and goes with it into the application', async () => {
  const { draft } = await act('citizen', 'startApplication', { scheme: 'BA' }, 'draft { id }');
  const stages = [
    ['stateHousehold', { district: '5_5', members: 3, minors: 1, monthlyIncome: 110_000 }],
    ['stateEmployment', { status: 'SELF_EMPLOYED', monthlyIncome: 60_000 }],
    ['stateAid', { reason: 'The shop is closed.', receives: [] }],
    ['stateContact', { phone: '+60123456789', language: 'MS' }],
  ] as const;
  for (const [place, [field, stated]] of stages.entries())
    await act('citizen', field, { draft: draft.id, revision: place + 1, ...stated }, 'draft { id }');
  const path = await attach('citizen', { draft: draft.id, kind: 'MYKAD' });
  expect(await put('second-adult', path, JPEG, 'image/jpeg')).toBe(404);
  expect(await put('citizen', path, JPEG, 'image/jpeg')).toBe(201);

  const { data } = await house.ask('citizen', { query: `{ drafts { draft { ${DOCUMENTS} } } }` });
  const [kept] = data.drafts[0].draft.documents;
  expect(kept).toMatchObject({ kind: 'MYKAD', status: 'STORED', mediaType: 'image/jpeg', size: JPEG.length });
  expect(await get('citizen', kept.download)).toEqual({ status: 200, bytes: JPEG });

  const sent = { draft: draft.id, revision: 5 };
  const submitted = await act('citizen', 'submitApplication', sent, 'application { id reference }');
  ({ id: application, reference } = submitted.application);
});

test('documents that the scheme requires are sent, and then the applicant completes the application', async () => {
  expect(await kinds()).toEqual({ MYKAD: 'STORED', INCOME_PROOF: 'AWAITED', UTILITY_BILL: 'AWAITED' });
  const complete = () => act('citizen', 'completeApplication', { application }, 'application { id }');
  expect(await complete()).toEqual(['STEP_REFUSED']);
  const income = await attach('citizen', { application, kind: 'INCOME_PROOF' });

  // A lie, too much that says so, too much that does not, and a store that is down: nothing of them is kept.
  expect(await put('citizen', income, Buffer.from('<html></html>'))).toBe(415);
  expect(await put('citizen', income, PDF, 'image/png')).toBe(415);
  const large = Buffer.concat([PDF, Buffer.alloc(2_000_000)]);
  expect(await put('citizen', income, large)).toBe(413);
  expect(await put('citizen', income, new Blob([new Uint8Array(large)]).stream())).toBe(413);
  const aside = `${store}-aside`;
  renameSync(store, aside);
  writeFileSync(store, 'in the way');
  expect(await put('citizen', income, PDF)).toBe(503);
  expect(await kinds()).toEqual({ MYKAD: 'STORED', INCOME_PROOF: 'AWAITED', UTILITY_BILL: 'AWAITED' });
  rmSync(store);
  renameSync(aside, store);
  expect(await put('citizen', income, PDF)).toBe(201);
  expect(await put('citizen', income, PDF)).toBe(201);

  const bill = await attach('district-officer', { application, kind: 'UTILITY_BILL' });
  expect(await put('citizen', bill, PDF)).toBe(404);
  expect(await put('district-officer', bill, PDF)).toBe(201);
  expect(await kinds()).toEqual({ MYKAD: 'STORED', INCOME_PROOF: 'STORED', UTILITY_BILL: 'STORED' });
  expect(await complete()).toEqual({ application: { id: expect.any(String) } });
});

test('an officer who decides reads them, and nobody else with the officer’s ticket, whatever its reason, byte for byte', async () => {
  const path = await download('district-officer', 'INCOME_PROOF');
  expect(await get('district-officer', path)).toEqual({ status: 200, bytes: PDF });
  const own = await download('citizen', 'INCOME_PROOF');
  const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
  const refused = [
    await get('citizen', path),
    await get('jkm-officer', path),
    await get('second-adult', own),
    await get('hospital', own),
    await get('district-officer', forged),
    await get('district-officer', path.replace(roomMark('aid'), roomMark('oku'))),
  ];
  elapsed += 60_000;
  refused.push(await get('district-officer', path));
  expect(new Set(refused.map(({ status, bytes }) => `${status} ${bytes}`)).size).toBe(1);
  expect(refused[0]?.status).toBe(404);
});

test('an agency that reads of aid reads that they are there, and whoever is out of reach reads nothing', async () => {
  const agency = await read('state-upen');
  expect(agency.documents.map(({ kind, download: path }) => [kind, path])).toContainEqual([
    'INCOME_PROOF',
    null,
  ]);
  expect(new Set(agency.codes)).toEqual(new Set(['UNAUTHORIZED_FIELD_OR_TYPE']));
  expect((await read('second-adult')).documents).toEqual([]);
});

test('who was given a ticket to read stands in the applicant’s own log', async () => {
  await untilInTree(house.adminUrl);
  const { data } = await house.ask('citizen', {
    query:
      '{ viewer { person { accessLog { edges { node { reader agencyCode told { class fields } } } } } } }',
  });
  const entries: Json[] = data.viewer.person.accessLog.edges.map(({ node }: Json) => node);
  const officers = entries.filter(({ reader }) => reader === 'OFFICER');
  const fields = officers.flatMap(({ told }) => told.flatMap((one: Json) => one.fields ?? []));
  expect(fields).toContain('Document.download');
});

test('a reading ticket ends with the ground on which it was given', async () => {
  const [path, own] = [
    await download('district-officer', 'INCOME_PROOF'),
    await download('citizen', 'INCOME_PROOF'),
  ];
  expect((await get('district-officer', path)).status).toBe(200);
  const sql = connect(house.adminUrl);
  await sql`update agency.posting set valid_until = '2026-01-15' where officer = ${OFFICER.district}`;
  await sql.end();
  const ended = async () => expect((await get('district-officer', path)).status).toBe(404);
  await vi.waitFor(ended, { timeout: 30_000, interval: 100 });
  expect((await get('citizen', own)).status).toBe(200);
});
