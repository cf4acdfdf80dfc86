import { classSet, opens } from '@seisi/schema/classes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { Ground } from './ground.ts';
import { allWithin, assurance, everything, isWithin, person, situation } from './random.testing.ts';

const self = fc.record({
  kind: fc.constant('SELF' as const),
  personKey: person,
  adult: fc.boolean(),
  assurance,
});

test('who does not live with a citizen is never open to the citizen, and another adult never opens an income', () => {
  fc.assert(
    fc.property(situation, person, person, fc.boolean(), assurance, (household, own, other, adult, level) => {
      fc.pre(own !== other);
      const self: Ground = { kind: 'SELF', personKey: own, adult, assurance: level };
      const open = decide(self, { kind: 'PERSON', key: other, households: [household], consents: [] }) ?? 0;
      const found = household.residents.find(({ personKey }) => personKey === other);
      const lives = found !== undefined && household.residents.some(({ personKey }) => personKey === own);
      expect(opens(open, 'protection')).toBe(false);
      if (!lives) expect(open).toBe(0);
      if (found?.adult)
        expect(opens(open, 'income') || opens(open, 'contact') || opens(open, 'identity')).toBe(false);
    }),
  );
});

test('consents of fellow adults open the figures of the household, and no record and nothing else of anyone', () => {
  fc.assert(
    fc.property(self, situation, (each, household) => {
      const [alone, ...people] = everything(each, { ...household, consenters: [] });
      const [consented, ...others] = everything(each, household);

      expect(others).toEqual(people);
      expect(isWithin(consented ?? 0, (alone ?? 0) | classSet(['poverty', 'income.band']))).toBe(true);
      expect(isWithin(alone ?? 0, consented ?? 0)).toBe(true);
    }),
  );
});

test('one consent less never opens anything, and under a seal, or to a minor, consents open nothing', () => {
  fc.assert(
    fc.property(self, situation, person, (each, household, who) => {
      const less = { ...household, consenters: household.consenters.filter((one) => one !== who) };
      const none = { ...household, consenters: [] };
      const sealed = { sealed: true };

      expect(allWithin(everything(each, less), everything(each, household))).toBe(true);
      expect(everything(each, { ...household, ...sealed })).toEqual(everything(each, { ...none, ...sealed }));
      const minor = { ...each, adult: false };
      const young = household.residents.map((one) => ({
        ...one,
        adult: one.adult && one.personKey !== each.personKey,
      }));
      expect(everything(minor, { ...household, residents: young })).toEqual(
        everything(minor, { ...none, residents: young }),
      );
    }),
  );
});

test('figures are open only where each who has a part is oneself, a minor whose income is open, or consented', () => {
  fc.assert(
    fc.property(self, situation, (each, household) => {
      const open = decide(each, { kind: 'HOUSEHOLD', household }) ?? 0;
      fc.pre(opens(open, 'poverty'));
      for (const key of household.earners) {
        const subject = { kind: 'PERSON' as const, key, households: [household], consents: [] };
        const isOpen = opens(decide(each, subject) ?? 0, 'income');
        expect(isOpen || household.consenters.includes(key)).toBe(true);
      }
    }),
  );
});
