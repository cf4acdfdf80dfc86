import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DocumentTicket,
  readTicket,
  readTicketPath,
  roomMark,
  ticketBinding,
  ticketPath,
  writeTicket,
} from './ticket.ts';

const tickets: fc.Arbitrary<DocumentTicket> = fc.record({
  act: fc.constantFrom('SEND' as const, 'READ' as const),
  document: fc.uuid(),
  until: fc.integer({ min: 1, max: 8_640_000_000_000_000 }),
  told: fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    fc.string(),
    { noNullPrototype: true },
  ),
});

test('a ticket says the same when it is read, for its own act and before its end', () => {
  fc.assert(
    fc.property(tickets, fc.nat(), (ticket, before) => {
      const now = ticket.until - 1 - before;
      expect(readTicket(writeTicket(ticket), { act: ticket.act, now })).toEqual(ticket);
    }),
  );
});

test('at its end and after it a ticket is none, and for the other act it never is one', () => {
  fc.assert(
    fc.property(tickets, fc.nat(), (ticket, after) => {
      const parts = writeTicket(ticket);
      const other = ticket.act === 'SEND' ? 'READ' : 'SEND';
      expect(readTicket(parts, { act: ticket.act, now: ticket.until + after })).toBeNull();
      expect(readTicket(parts, { act: other, now: ticket.until - 1 })).toBeNull();
    }),
  );
});

test('parts that are no ticket are none', () => {
  const good = writeTicket({ act: 'SEND', document: 'd', until: 10, told: {} });
  for (const parts of [
    null,
    [],
    ['2026-01-01', 'id'],
    good.slice(0, 3),
    [...good, ''],
    ['SEND', 'd', 'x', '{}'],
  ])
    expect(readTicket(parts, { act: 'SEND', now: 1 })).toBeNull();
});

test('what a ticket is sealed for tells rooms and viewers apart, whatever their names hold', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.string(),
      fc.string(),
      (room, viewer, otherRoom, otherViewer) => {
        fc.pre(room !== otherRoom || viewer !== otherViewer);
        expect(ticketBinding(room, viewer)).not.toBe(ticketBinding(otherRoom, otherViewer));
      },
    ),
  );
});

test('a path leads back to its ticket, and any other path to none', () => {
  const text = 'AZaz09_-';
  const path = ticketPath('aid', text);
  expect(readTicketPath(path)).toEqual({ mark: roomMark('aid'), text });
  expect(path).not.toContain('aid');
  for (const other of [
    '/documents',
    '/documents/',
    '/documents/a',
    '/documents/a.',
    '/documents/.a',
    '/documents/a.b/c',
    '/documents/a.b.c',
    '/documents/../a.b',
    '/documents/A.b',
    `/documents/a.${'a'.repeat(1025)}`,
    '/x/documents/a.b',
  ])
    expect(readTicketPath(other), other).toBeNull();
});

test('rooms of any house have marks of their own', () => {
  const rooms = ['person', 'aid', 'oku', 'volunteer', 'agency', 'receipt', 'pass'];
  expect(new Set(rooms.map(roomMark)).size).toBe(rooms.length);
});
