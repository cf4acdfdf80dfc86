import type { StoredDocument } from '@seisi/schema/document/question';
import { readTicketPath } from '@seisi/schema/document/ticket';
import type { Passport } from '@seisi/schema/passport';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { idOf } from './application.testing.ts';
import { documents } from './document.table.ts';
import { type HandlingWorld, type Json, openHandlingWorld } from './handling.testing.ts';

const CLERK = 'clerk-1';

let world: HandlingWorld;
let n = 0;
let application: string;
beforeAll(async () => {
  world = await openHandlingWorld();
});
afterAll(() => world?.close());
beforeEach(async () => {
  n += 1;
  const undecided = { status: 'IN_PROCESS', decidedAt: null, decisionReason: null } as const;
  application = await world.keep(n, { ...undecided, awardAmount: null, awardStartsOn: null });
});

const bytes = (letter: string): StoredDocument => ({
  ...{ hash: letter.repeat(64), size: 1000, mediaType: 'application/pdf' },
});

/** Attaches; gives the text of the ticket. */
async function attach(passport: Passport, input: object = {}): Promise<string> {
  const given = { application, kind: 'INCOME_PROOF', ...input };
  const { codes, payload } = await world.act('attachDocument', given, passport, 'upload');
  expect(codes).toEqual([]);
  return readTicketPath(payload.upload)?.text ?? '';
}

const mayBeSent = (ticket: string, passport: Passport) =>
  world.room.document({ act: 'SEND', ticket, stored: null }, passport);
const store = (ticket: string, passport: Passport, stored = bytes('a')) =>
  world.room.document({ act: 'SEND', ticket, stored }, passport);

/** The documents of the application, as their applicant or an officer reads them. */
async function listed(passport: Passport, selection = 'kind status size mediaType hash'): Promise<Json> {
  return (await world.fileOf(n, `documents { ${selection} }`, passport)).documents;
}

async function reading(passport: Passport): Promise<string> {
  const [{ download }] = await listed(passport, 'download');
  return readTicketPath(download)?.text ?? '';
}

const mayBeRead = (ticket: string, passport: Passport) =>
  world.room.document({ act: 'READ', ticket, stored: null }, passport);

test('an applicant attaches a document: it is there once its bytes are, and not before', async () => {
  const citizen = world.citizen(n);
  const ticket = await attach(citizen);
  expect(await listed(citizen)).toEqual([]);
  expect(await mayBeSent(ticket, citizen)).toMatchObject({ kind: 'SEND', mostBytes: 2_000_000 });
  expect(await store(ticket, citizen)).toMatchObject({ kind: 'STORED' });
  const { hash, size, mediaType } = bytes('a');
  const kept = { kind: 'INCOME_PROOF', status: 'STORED', hash, size, mediaType };
  expect(await listed(world.citizen(n))).toEqual([kept]);
  expect(await listed(world.officer(CLERK))).toEqual([kept]);
});

test('what was awaited is there when its bytes are, and the application can then be completed by its applicant', async () => {
  const [citizen, officer] = [world.citizen(n), world.officer(CLERK)];
  const asked = { application, kinds: ['INCOME_PROOF', 'UTILITY_BILL'], reason: 'They are missing.' };
  expect((await world.act('askForDocuments', asked, officer)).codes).toEqual([]);
  const complete = () => world.act('completeApplication', { application }, citizen);
  await store(await attach(citizen), citizen);
  expect((await complete()).sentence).toBe('These documents are awaited still: UTILITY_BILL.');
  await store(await attach(citizen, { kind: 'UTILITY_BILL' }), citizen, bytes('b'));
  expect(
    (await listed(citizen, 'kind status')).toSorted((one: Json, other: Json) =>
      one.kind < other.kind ? -1 : 1,
    ),
  ).toEqual([
    { kind: 'INCOME_PROOF', status: 'STORED' },
    { kind: 'UTILITY_BILL', status: 'STORED' },
  ]);
  expect((await complete()).codes).toEqual([]);
});

test('the same key gives the same document, and the same bytes are kept once, also at once', async () => {
  const citizen = world.citizen(n);
  const idempotencyKey = crypto.randomUUID();
  const tickets = [await attach(citizen, { idempotencyKey }), await attach(citizen, { idempotencyKey })];
  await Promise.all([...tickets, ...tickets].map((ticket) => store(ticket, citizen)));
  expect(await listed(citizen, 'status')).toEqual([{ status: 'STORED' }]);
  const other = { application, kind: 'OTHER', idempotencyKey };
  expect((await world.act('attachDocument', other, citizen, 'upload')).codes).toEqual([
    'IDEMPOTENCY_KEY_REUSED',
  ]);
});

test('what is asked for again is there by the same bytes again, and a repeated sending of the first changes nothing', async () => {
  const citizen = world.citizen(n);
  const first = await attach(citizen);
  await store(first, citizen);
  const asked = { application, kinds: ['INCOME_PROOF'], reason: 'It cannot be read.' };
  await world.act('askForDocuments', asked, world.officer(CLERK));
  await store(first, citizen);
  const statuses = async () =>
    (await listed(world.citizen(n), 'status')).map(({ status }: Json) => status).toSorted();
  expect(await statuses()).toEqual(['AWAITED', 'STORED']);
  await store(await attach(citizen), citizen);
  expect(await statuses()).toEqual(['STORED', 'STORED']);
});

test('one ticket becomes one document: other bytes are not kept with it', async () => {
  const citizen = world.citizen(n);
  const ticket = await attach(citizen);
  await store(ticket, citizen);
  expect(await store(ticket, citizen, bytes('b'))).toBeNull();
  expect(await store(await attach(citizen), citizen, bytes('b'))).toMatchObject({ kind: 'STORED' });
  expect(await listed(citizen, 'status')).toHaveLength(2);
});

test('a ticket is good for whoever asked for it, while it lasts, and for nobody else', async () => {
  const [citizen, officer] = [world.citizen(n), world.officer(CLERK)];
  const tickets = [await attach(citizen), await attach(officer)] as const;
  expect(await mayBeSent(tickets[1], officer)).toMatchObject({ kind: 'SEND' });
  for (const [ticket, other] of [
    [tickets[0], officer],
    [tickets[0], world.citizen(n + 500)],
    [tickets[1], citizen],
    [tickets[1], world.officer('clerk-2')],
    [`${tickets[0].slice(0, -1)}${tickets[0].endsWith('A') ? 'B' : 'A'}`, citizen],
  ] as const) {
    expect(await mayBeSent(ticket, other)).toBeNull();
    expect(await store(ticket, other)).toBeNull();
  }
  await store(tickets[0], citizen);
  expect(await mayBeRead(tickets[0], citizen)).toBeNull();
  world.passDays(1);
  expect(await mayBeSent(tickets[0], world.citizen(n))).toBeNull();
});

test('a reading ticket names the bytes to whoever asked, for as long as they reach the applicant', async () => {
  const [citizen, officer] = [world.citizen(n), world.officer(CLERK)];
  await store(await attach(citizen), citizen);
  const [own, theirs] = [await reading(citizen), await reading(officer)];
  const named = { kind: 'READ', name: 'income-proof.pdf', ...bytes('a') };
  expect([await mayBeRead(own, citizen), await mayBeRead(theirs, officer)]).toEqual([named, named]);
  for (const [ticket, other] of [
    [own, officer],
    [theirs, citizen],
    [theirs, world.officer('clerk-2')],
    [own, world.citizen(n + 500)],
  ] as const)
    expect(await mayBeRead(ticket, other)).toBeNull();
  // Since the ticket was given the applicant came under a seal.
  world.hidden.add(idOf('person', n));
  expect(await mayBeRead(theirs, officer)).toBeNull();
  expect(await mayBeRead(own, citizen)).toEqual(named);
  world.passDays(1);
  expect(await mayBeRead(own, world.citizen(n))).toBeNull();
});

test('whoever reads of aid and does not decide reads that a document is there, and not what stands in it', async () => {
  const citizen = world.citizen(n);
  await store(await attach(citizen), citizen);
  const reader = world.officer('reader', ['aid']);
  expect(await listed(reader, 'kind status')).toEqual([{ kind: 'INCOME_PROOF', status: 'STORED' }]);
  await expect(listed(reader, 'download')).rejects.toThrow(/Document.download.*UNAUTHORIZED_FIELD_OR_TYPE/);
});

test('nothing is attached to what is decided, also where the bytes come too late', async () => {
  const [citizen, officer] = [world.citizen(n), world.officer(CLERK)];
  const ticket = await attach(citizen);
  const refused = { application, outcome: 'REJECT', reason: 'Above the line.' };
  await world.act('proposeDecision', refused, officer);
  expect((await world.act('confirmDecision', { application }, world.officer('clerk-2'))).codes).toEqual([]);
  expect([await mayBeSent(ticket, citizen), await store(ticket, citizen)]).toEqual([null, null]);
  const late = await world.act('attachDocument', { application, kind: 'OTHER' }, citizen, 'upload');
  expect(late.codes).toEqual(['STEP_REFUSED']);
  expect(await listed(citizen)).toEqual([]);
});

test('who is out of reach, and what is not named once, is refused', async () => {
  const code = async (input: object, passport: Passport) =>
    (await world.act('attachDocument', { kind: 'OTHER', ...input }, passport, 'upload')).codes;
  expect(await code({ application }, world.citizen(n + 500))).toEqual(['NOT_FOUND']);
  expect(await code({ application: idOf('application', 9999) }, world.citizen(n))).toEqual(['NOT_FOUND']);
  expect(await code({ application }, world.officer('reader', ['aid']))).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  world.hidden.add(idOf('person', n));
  expect(await code({ application }, world.officer(CLERK))).toEqual(['NOT_FOUND']);
  expect(await code({ draft: idOf('application', n) }, world.officer(CLERK))).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  for (const input of [{}, { application, draft: application }, { application: 'x' }])
    expect(await code(input, world.citizen(n))).toEqual(['BAD_USER_INPUT']);
});

test('no more than forty documents are kept of one application', async () => {
  const citizen = world.citizen(n);
  const ticket = await attach(citizen);
  const rows = Array.from({ length: 40 }, (_, nth) => ({
    ...{ id: crypto.randomUUID(), applicationId: application, personKey: idOf('person', n) },
    ...{
      kind: 'OTHER' as const,
      status: 'STORED' as const,
      hash: `${nth}`,
      by: 'x',
      requestedAt: new Date(),
    },
  }));
  await world.admin.db.insert(documents).values(rows);
  expect([await mayBeSent(ticket, citizen), await store(ticket, citizen)]).toEqual([null, null]);
  await world.admin.db.delete(documents).where(eq(documents.applicationId, application));
  expect(await store(ticket, citizen)).toMatchObject({ kind: 'STORED' });
});
