import { advance } from '@seisi/host/life';
import { describe, expect, test } from 'vitest';
import type { IncidentRow } from './incident.table.ts';
import {
  checkSame,
  checkSecond,
  endAfter,
  holdsDistrict,
  type IncidentAct,
  incidentLife,
  opensReads,
  readDistricts,
  readHours,
} from './incident.ts';
import { become } from './incident-become.ts';

const AT = new Date('2026-01-15T04:00:00Z');
const incident: IncidentRow = {
  ...{ id: 'INC-1', kind: 'FLOOD', status: 'REPORTED', title: 'Banjir', areas: ['5_5'], agencies: ['ngo'] },
  ...{
    leadAgency: 'jkm',
    handedTo: null,
    hours: 24,
    reportedBy: 'one',
    reporterKey: 'key-1',
    reportedAt: AT,
  },
  ...{ activatedBy: null, startsAt: null, endsAt: null, moreHours: null, moreBy: null, moreKey: null },
};
const two = { id: 'two', personKey: 'key-2', agency: 'jkm', areas: ['05'], posting: 'P-2' };
const going: IncidentRow = {
  ...{ ...incident, status: 'ACTIVE', activatedBy: 'two' },
  ...{ startsAt: AT, endsAt: endAfter(AT, 24) },
};
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);

describe('the life of an incident', () => {
  const ACTS = [
    ...['ACTIVATE', 'DISMISS', 'PROPOSE_EXTENSION', 'CONFIRM_EXTENSION', 'COORDINATE', 'HAND_OVER'],
    ...['TAKE_OVER', 'RECOVER', 'STAND_DOWN'],
  ] as readonly IncidentAct[];
  // By processes (e): one row a status, one column an act, in the order above.
  const TABLE: Readonly<Record<IncidentRow['status'], string>> = {
    REPORTED: 'ACTIVE DISMISSED - - - - - - -',
    DISMISSED: '- - - - - - - - -',
    ACTIVE: '- - ACTIVE ACTIVE COORDINATING ACTIVE ACTIVE RECOVERY CLOSED',
    COORDINATING: '- - COORDINATING COORDINATING - COORDINATING COORDINATING RECOVERY CLOSED',
    RECOVERY: '- - - - - RECOVERY RECOVERY - CLOSED',
    CLOSED: '- - - - - - - - -',
  };
  const product = Object.entries(TABLE).flatMap(([status, row]) =>
    row.split(' ').map((next, place) => [status, ACTS[place], next] as const),
  );

  test.each(product)('%s by %s becomes %s', (from, act, next) => {
    const status = from as IncidentRow['status'];
    const take = () => advance(incidentLife, { thing: 'incident', status, step: act as IncidentAct });
    if (next === '-') expect(take).toThrow('is not open from there');
    else expect(take()).toBe(next);
  });
});

describe('two officers', () => {
  test('are two identifiers of two people', () => {
    const first = { by: 'one', key: 'key-1' };
    expect(() => checkSecond(first, two)).not.toThrow();
    expect(() => checkSecond(first, { id: 'one', personKey: 'key-9' })).toThrow('Another officer');
    expect(() => checkSecond(first, { id: 'other', personKey: 'key-1' })).toThrow('Another officer');
  });

  test('say the same, in any order', () => {
    const written = { kind: 'FLOOD', hours: 24, areas: ['5_1', '5_5'], agencies: ['ngo', 'jkm'] } as const;
    const said = { ...written, areas: [...written.areas], agencies: [...written.agencies] };
    expect(() => checkSame(said, { ...said, areas: ['5_5', '5_1'] })).not.toThrow();
    for (const other of [
      { kind: 'FIRE' as const },
      { hours: 25 },
      { areas: ['5_5'] },
      { agencies: ['ngo', 'jkm', 'icu-jpm'] },
    ])
      expect(() => checkSame(said, { ...said, ...other })).toThrow('differ');
  });
});

describe('what an incident opens', () => {
  test('begins with its activation and ends by itself, to the millisecond', () => {
    const activated = { ...incident, ...become(incident, { act: 'ACTIVATE', officer: two, at: AT }, {}) };

    expect(opensReads(incident, AT.getTime())).toBe(false);
    expect(opensReads(activated, AT.getTime() - 1)).toBe(false);
    expect(opensReads(activated, AT.getTime())).toBe(true);
    expect(opensReads(activated, later(24).getTime() - 1)).toBe(true);
    expect(opensReads(activated, later(24).getTime())).toBe(false);
  });

  test('ends at once by recovery and by standing down, and never later than it would', () => {
    const over = (act: 'RECOVER' | 'STAND_DOWN', at: Date) =>
      become(going, { act, officer: two, at }, {}).endsAt;
    for (const act of ['RECOVER', 'STAND_DOWN'] as const) {
      expect(over(act, later(3))).toEqual(later(3));
      expect(over(act, later(30))).toEqual(later(24));
    }
  });

  test('goes on for longer by two officers who say the same, and never again once it has ended', () => {
    const [first, second] = [two, { ...two, id: 'three', personKey: 'key-3' }];
    const at = later(20);
    const asked = {
      ...going,
      ...become(going, { act: 'PROPOSE_EXTENSION', officer: first, at }, { hours: 48 }),
    };
    const confirm = (officer: typeof two, hours: number, then = at) =>
      become(asked, { act: 'CONFIRM_EXTENSION', officer, at: then }, { hours });

    expect(confirm(second, 48)).toMatchObject({ endsAt: later(68), moreHours: null });
    expect(() => confirm(first, 48)).toThrow('Another officer');
    expect(() => confirm({ ...second, personKey: first.personKey }, 48)).toThrow('Another officer');
    expect(() => confirm(second, 47)).toThrow('No extension of so many hours');
    expect(() => confirm(second, 48, later(24))).toThrow('ended by itself');
  });
});

test('the lead agency coordinates, recovers and hands over; only whom it names takes over', () => {
  const ngo = { ...two, agency: 'ngo' };
  for (const act of ['COORDINATE', 'RECOVER', 'HAND_OVER'] as const)
    expect(() => become(going, { act, officer: ngo, at: AT }, { toAgency: 'ngo' })).toThrow('that leads it');
  const handed = {
    ...going,
    ...become(going, { act: 'HAND_OVER', officer: two, at: AT }, { toAgency: 'ngo' }),
  };
  expect(() => become(handed, { act: 'TAKE_OVER', officer: two, at: AT }, {})).toThrow(
    'not being handed over',
  );
  expect(become(handed, { act: 'TAKE_OVER', officer: ngo, at: AT }, {})).toEqual({
    leadAgency: 'ngo',
    handedTo: null,
  });
});

test('a district lies in itself, in its state and in Malaysia', () => {
  expect(['MY', '05', '5_5'].map((area) => holdsDistrict([area], '5_5'))).toEqual([true, true, true]);
  expect(['04', '5_1', '5', '14'].map((area) => holdsDistrict([area], '5_5'))).toEqual(Array(4).fill(false));
  expect(holdsDistrict(['14'], '14_1')).toBe(true);
});

test('districts and hours outside their bounds are named', () => {
  expect(readDistricts(['5_5', '5_1', '5_5'])).toEqual(['5_1', '5_5']);
  for (const areas of [[], ['Seremban'], Array.from({ length: 31 }, (_, nth) => `5_${nth}`)])
    expect(() => readDistricts(areas)).toThrow('input.areas');
  for (const hours of [0, 337, 1.5, Number.NaN]) expect(() => readHours(hours)).toThrow('input.hours');
  expect(readHours(336)).toBe(336);
});
