import { randomBytes } from 'node:crypto';
import type { DocumentTicket } from '@seisi/schema/document/ticket';
import { readTicketPath } from '@seisi/schema/document/ticket';
import { RegistryError } from '@seisi/schema/errors';
import { NO_BASIS } from '@seisi/schema/viewer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { type DocumentRule, documentsOf, ticketSeal } from './documents.ts';
import { NOW, passportFor, posting } from './testing.ts';

const KEY = 'a key of this room alone';
const OFFICER = passportFor(posting(['aid']));
const TICKET: DocumentTicket = { act: 'SEND', document: 'one', until: NOW + 1000, told: { kind: 'MYKAD' } };
const STORED = { hash: 'a'.repeat(64), size: 1, mediaType: 'image/png' } as const;

const textOf = (path: string) => readTicketPath(path)?.text ?? '';
const given = (room = 'aid', keys = [KEY]) => textOf(ticketSeal(room, keys).give(TICKET, OFFICER));

test('a ticket is known again by its room, for its viewer, its ground and its act, until its end', () => {
  const seal = ticketSeal('aid', [KEY]);
  expect(seal.take(given(), 'SEND', OFFICER, NOW)).toEqual(TICKET);
  const sameInAnotherRequest = passportFor(posting(['aid', 'payment']));
  expect(seal.take(given(), 'SEND', sameInAnotherRequest, NOW + 999)).toEqual(TICKET);
  const others = [
    passportFor(posting(['aid']), { viewer: { id: 'officer-2' } }),
    passportFor({ ...posting(['aid']), id: 'posting-2' } as typeof OFFICER.basis),
    passportFor(NO_BASIS),
    passportFor(NO_BASIS, { viewer: null }),
  ];
  for (const other of others) expect(seal.take(given(), 'SEND', other, NOW)).toBeNull();
  expect(seal.take(given(), 'READ', OFFICER, NOW)).toBeNull();
  expect(seal.take(given(), 'SEND', OFFICER, NOW + 1000)).toBeNull();
});

test('another room, another key and a changed text give nothing; the key before the newest still does', () => {
  const seal = ticketSeal('aid', [KEY]);
  expect(seal.take(given('oku'), 'SEND', OFFICER, NOW)).toBeNull();
  expect(seal.take(given('aid', ['another key']), 'SEND', OFFICER, NOW)).toBeNull();
  expect(ticketSeal('aid', ['the next key', KEY]).take(given(), 'SEND', OFFICER, NOW)).toEqual(TICKET);
  const text = given();
  for (let at = 0; at < text.length; at += 1) {
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(seal.take(changed, 'SEND', OFFICER, NOW)).toBeNull();
  }
  fc.assert(
    fc.property(fc.string(), (made) => {
      expect(seal.take(made, 'SEND', OFFICER, NOW)).toBeNull();
    }),
  );
  expect(seal.take(randomBytes(200).toString('base64url'), 'SEND', OFFICER, NOW)).toBeNull();
});

test('a room without a key of its own gives no ticket and knows none', () => {
  expect(() => ticketSeal('aid', []).give(TICKET, OFFICER)).toThrow();
  expect(ticketSeal('aid', []).take(given(), 'SEND', OFFICER, NOW)).toBeNull();
});

const RULE: DocumentRule<unknown> = {
  send: async () => ({ mostBytes: 10, mediaTypes: ['image/png'] }),
  keep: async ({ document }) => document,
  read: async () => ({ ...STORED, name: 'x.png' }),
};

function source(rule: Partial<DocumentRule<unknown>> = {}) {
  const context = { tickets: ticketSeal('aid', [KEY]) } as Context<unknown>;
  const { document } = documentsOf({ documents: { ...RULE, ...rule } }, () => context, { now: () => NOW });
  return (asked: { passport?: typeof OFFICER; stored?: typeof STORED | null; act?: 'SEND' | 'READ' } = {}) =>
    document?.({
      ...{ act: 'SEND', ticket: given(), stored: null, passport: OFFICER },
      ...{ signal: AbortSignal.timeout(5000), ...asked },
    });
}

test('a room says what may be sent, and what the bytes became', async () => {
  expect(await source()()).toEqual({ kind: 'SEND', mostBytes: 10, mediaTypes: ['image/png'] });
  expect(await source()({ stored: STORED })).toEqual({ kind: 'STORED', document: 'one' });
  expect(documentsOf({}, () => ({}) as Context<unknown>, { now: () => NOW })).toEqual({});
});

test('whatever refuses a ticket, it is good for nothing; a room that fails says nothing at all', async () => {
  const refusing = (error: unknown) => source({ send: () => Promise.reject(error) })();
  for (const code of ['NOT_FOUND', 'STEP_REFUSED', 'UNAUTHORIZED_FIELD_OR_TYPE'] as const)
    expect(await refusing(new RegistryError(code, 'no'))).toBeNull();
  expect(await source({ send: async () => null })()).toBeNull();
  expect(await source()({ act: 'READ' })).toBeNull();
  expect(await source()({ passport: passportFor(posting(['aid']), { expires: NOW }) })).toBeNull();
  await expect(refusing(new RegistryError('SOURCE_UNAVAILABLE', 'away'))).rejects.toThrow('away');
  await expect(refusing(new Error('the database is gone'))).rejects.toThrow('the database is gone');
});
