import { classNames, classSet, closure } from '@seisi/schema/classes';
import { classesOfPurpose } from '@seisi/schema/purpose';
import { describe, expect, test } from 'vitest';
import { agreement, home, incident, ofHousehold, ofPerson, posting } from './home.testing.ts';
import type { Situation } from './situation.ts';

const flooded: Situation = { ...home, district: '5_1' };
const inEmergency = agreement({ areas: ['06'], purpose: 'PUBLIC_EMERGENCY', incidents: [incident()] });
const emergency = classNames(classesOfPurpose('PUBLIC_EMERGENCY'));

describe('an incident', () => {
  test('opens what an emergency needs where it is, also where the agreement does not reach', () => {
    expect(ofHousehold(inEmergency, flooded)).toEqual(emergency);
    expect(ofPerson(inEmergency, 'child', flooded)).toEqual(emergency);
    expect(ofHousehold(inEmergency, home)).toBeNull();
  });

  test('opens the same to an agreement for life, health or safety, and nothing to one for a service', () => {
    expect(ofHousehold({ ...inEmergency, purpose: 'LIFE_HEALTH_SAFETY' }, flooded)).toEqual(emergency);
    expect(ofHousehold({ ...inEmergency, purpose: 'SERVICE_DELIVERY' }, flooded)).toBeNull();
    expect(ofHousehold({ ...inEmergency, purpose: 'PUBLIC_INTEREST' }, flooded)).toBeNull();
  });

  test('adds to what the agreement opens there', () => {
    const both = { ...inEmergency, areas: ['05'], purpose: 'LIFE_HEALTH_SAFETY' as const };
    const classes = classSet(['register', 'disability']);

    expect(ofHousehold({ ...both, classes }, flooded)).toEqual(
      classNames(closure(classesOfPurpose('PUBLIC_EMERGENCY') | classSet(['disability']))),
    );
  });

  test.each([
    ['that one officer declared', { declaredBy: ['one'] }],
    ['that one officer declared twice', { declaredBy: ['one', 'one'] }],
    ['that nobody declared', { declaredBy: [] }],
    ['that names other agencies', { agencies: ['hospital'] }],
    ['that names no area', { areas: [] }],
  ])('%s opens nothing', (_which, given) => {
    expect(ofHousehold({ ...inEmergency, incidents: [incident(given)] }, flooded)).toBeNull();
  });

  test('never opens protection, bank, receipts, or money', () => {
    for (const name of ['protection', 'bank', 'receipts', 'income', 'assets', 'payment'])
      expect(emergency).not.toContain(name);
  });

  test('is cut by the assurance level, and ends at the seal', () => {
    expect(ofHousehold({ ...inEmergency, assurance: 'substantial' }, flooded)).toEqual(
      emergency.filter((name) => name !== 'health'),
    );
    expect(ofHousehold({ ...inEmergency, assurance: 'low' }, flooded)).toEqual([
      'register',
      'area',
      'kinship.count',
    ]);
    expect(ofHousehold(inEmergency, { ...flooded, sealed: true })).toBeNull();
  });

  test('adds nothing to a posting', () => {
    expect(ofHousehold(posting({ areas: ['5_1'] }), flooded)).toEqual(['register', 'income.band', 'income']);
  });
});
