import { describe, expect, test } from 'vitest';
import type { BreachRow } from './breach-report.table.ts';
import {
  checkClosable,
  checkNotTold,
  checkOpen,
  commissionerDueAt,
  discoveredAtOf,
  isBreachOverdue,
  isSignificant,
  personsDueAt,
  readLeaked,
} from './breach-report.ts';

const AT = new Date('2026-01-15T04:00:00Z');
const later = (days: number, hours = 0) => new Date(AT.getTime() + (days * 24 + hours) * 3_600_000);
const BREACH: BreachRow = {
  ...{ id: 'id', reference: 'BR-1', agencyCode: 'jkm', agreementNumber: null, otherCode: null, kind: 'LOSS' },
  ...{ status: 'OPEN', classes: ['register'], persons: 10, discoveredAt: AT, reportedBy: 'one' },
  ...{ reporterKey: 'key-1', reportedAt: AT, directorGeneralAt: null, commissionerAt: null, personsAt: null },
  ...{ closedBy: null, closedAt: null },
};
const other = { id: 'two', personKey: 'key-2' };

describe('the clocks of a breach', () => {
  test('the Commissioner is told within 72 hours, the persons within seven days after that', () => {
    const many = { ...BREACH, persons: 1001 };
    expect(commissionerDueAt(BREACH)).toEqual(later(3));
    expect(personsDueAt(BREACH)).toBeNull();
    expect(personsDueAt(many)).toEqual(later(10));
    expect(personsDueAt({ ...many, commissionerAt: later(1) })).toEqual(later(8));
    expect(discoveredAtOf(AT, 24)).toEqual(later(-1));
  });

  test('harm is significant by what leaked or by how many it concerns', () => {
    expect([10, 1000, 1001].map((persons) => isSignificant({ ...BREACH, persons }))).toEqual([
      false,
      false,
      true,
    ]);
    for (const name of ['health', 'disability', 'disability.fact', 'protection'])
      expect(isSignificant({ ...BREACH, classes: ['register', name] })).toBe(true);
  });

  test('is overdue where somebody was not told in time', () => {
    const told = { ...BREACH, commissionerAt: later(1) };
    expect(isBreachOverdue(BREACH, later(3).getTime())).toBe(false);
    expect(isBreachOverdue(BREACH, later(3).getTime() + 1)).toBe(true);
    expect(isBreachOverdue(told, later(30).getTime())).toBe(false);
    expect(isBreachOverdue({ ...told, classes: ['health'] }, later(8, 1).getTime())).toBe(true);
    expect(isBreachOverdue({ ...told, classes: ['health'], personsAt: later(2) }, later(30).getTime())).toBe(
      false,
    );
  });
});

test('another officer closes it, once everybody was told whom the law names', () => {
  const told = { ...BREACH, directorGeneralAt: AT, commissionerAt: AT };
  expect(() => checkClosable(told, other)).not.toThrow();
  for (const officer of [
    { ...other, id: 'one' },
    { ...other, personKey: 'key-1' },
  ])
    expect(() => checkClosable(told, officer)).toThrow('Another officer');
  for (const part of [{ directorGeneralAt: null }, { commissionerAt: null }, { classes: ['health'] }])
    expect(() => checkClosable({ ...told, ...part }, other)).toThrow('not told yet');
  expect(() => checkClosable({ ...told, classes: ['health'], personsAt: AT }, other)).not.toThrow();
});

test('what is closed stays closed, who was told is told once, and what leaked is named by classes', () => {
  expect(() => checkOpen(BREACH)).not.toThrow();
  expect(() => checkOpen({ status: 'CLOSED' })).toThrow('closed');
  expect(() => checkNotTold(BREACH, 'PERSONS')).not.toThrow();
  expect(() => checkNotTold({ ...BREACH, personsAt: AT }, 'PERSONS')).toThrow('recorded already');
  expect(readLeaked(['health', 'area', 'area'])).toEqual(['area', 'health']);
  for (const classes of [[], ['everything']]) expect(() => readLeaked(classes)).toThrow('input.classes');
});
