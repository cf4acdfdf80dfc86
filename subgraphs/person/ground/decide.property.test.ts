import { ASSURANCE_LEVELS, classesOfAssurance } from '@seisi/schema/assurance';
import { ALL_CLASSES, type ClassSet, closure, opens } from '@seisi/schema/classes';
import { classesOfPurpose, PURPOSES } from '@seisi/schema/purpose';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GivenConsent } from './consent.ts';
import { cutOf, decide, leftOf, mostOf, waysOf } from './decide.ts';
import type { Ground } from './ground.ts';
import {
  agreement,
  allWithin,
  areas,
  assurance,
  consent,
  everything,
  ground,
  isWithin,
  person,
  posting,
  purpose,
  situation,
} from './random.testing.ts';

const consents = fc.array(consent, { maxLength: 2 });

/** The ground with the ceiling that these consents give it. */
function knowing(each: Ground, given: readonly GivenConsent[]): Ground {
  if (each.kind !== 'AGREEMENT') return each;
  const fitting = given.filter((one) => one.agency === each.agency && one.purposes.includes(each.purpose));
  return { ...each, consented: fitting.reduce((set, one) => set | one.classes, 0) };
}

test('adding a seal never opens anything, whether of the household or of where someone with a part in its figures lives', () => {
  fc.assert(
    fc.property(ground, situation, consents, (each, household, given) =>
      (['sealed', 'sealedElsewhere'] as const).every((seal) =>
        allWithin(
          everything(each, { ...household, [seal]: true }, given),
          everything(each, { ...household, [seal]: false }, given),
        ),
      ),
    ),
  );
});

test('under a seal neither consent nor incident opens anything', () => {
  fc.assert(
    fc.property(agreement, situation, consents, (each, household, given) => {
      for (const set of everything(each, { ...household, sealed: true }, given)) expect(set).toBe(0);
    }),
  );
});

test('another earner, another relative of the officer and another household of a person never open anything', () => {
  fc.assert(
    fc.property(ground, situation, situation, person, (each, household, second, who) => {
      const before = everything(each, household);
      const earning = { ...household, earners: [...household.earners, who] };
      const related = each.kind === 'POSTING' ? { ...each, kin: [...each.kin, who] } : each;
      const openIn = (...households: (typeof household)[]) =>
        decide(each, { kind: 'PERSON', key: who, households, consents: [] }) ?? 0;

      return (
        allWithin(everything(each, earning), before) &&
        allWithin(everything(related, household), before) &&
        isWithin(openIn(household, second), openIn(household))
      );
    }),
  );
});

test('ending a consent, an incident, a referral, an area or a class of a ground never opens anything', () => {
  fc.assert(
    fc.property(agreement, posting, situation, consents, (each, duty, household, given) => {
      const before = everything(each, household, given);
      const narrowed: Ground[] = [
        { ...each, incidents: each.incidents.slice(1) },
        { ...each, areas: each.areas.slice(1) },
        { ...each, classes: each.classes & (each.classes - 1) },
      ];
      const dutyBefore = everything(duty, household);

      return (
        allWithin(everything(each, household, given.slice(1)), before) &&
        allWithin(
          everything(each, { ...household, referrers: household.referrers.slice(1) }, given),
          before,
        ) &&
        narrowed.every((narrow) => allWithin(everything(narrow, household, given), before)) &&
        allWithin(everything({ ...duty, areas: duty.areas.slice(1) }, household), dutyBefore) &&
        allWithin(everything({ ...duty, classes: duty.classes & (duty.classes - 1) }, household), dutyBefore)
      );
    }),
  );
});

test('a lower assurance level never opens anything', () => {
  fc.assert(
    fc.property(ground, assurance, assurance, situation, consents, (each, one, other, household, given) => {
      fc.pre(each.kind !== 'NONE');
      const [low, high] = [one, other].sort(
        (a, b) => ASSURANCE_LEVELS.indexOf(a) - ASSURANCE_LEVELS.indexOf(b),
      );

      return allWithin(
        everything({ ...each, assurance: low! }, household, given),
        everything({ ...each, assurance: high! }, household, given),
      );
    }),
  );
});

test('whatever is open lies within the purpose and the assurance level', () => {
  fc.assert(
    fc.property(agreement, situation, consents, (each, household, given) => {
      const limit = classesOfPurpose(each.purpose) & classesOfAssurance(each.assurance);
      for (const set of everything(each, household, given)) expect(isWithin(set, limit)).toBe(true);
    }),
  );
});

test('a purpose that opens less than another opens less of an agreement without additions', () => {
  const narrower = PURPOSES.flatMap((one) =>
    PURPOSES.filter((other) => isWithin(classesOfPurpose(one), classesOfPurpose(other))).map(
      (other) => [one, other] as const,
    ),
  );
  fc.assert(
    fc.property(agreement, fc.constantFrom(...narrower), situation, (each, [one, other], household) => {
      const alone = { ...each, incidents: [] };

      return allWithin(
        everything({ ...alone, purpose: one }, household),
        everything({ ...alone, purpose: other }, household),
      );
    }),
  );
});

test('of an agreement with additions, nothing is open that not the agreement, the consents or the incidents open by themselves', () => {
  fc.assert(
    fc.property(agreement, situation, consents, (each, household, given) => {
      const alone = everything({ ...each, incidents: [] }, household);
      const byConsent = everything({ ...each, classes: 0, incidents: [] }, household, given);
      const byIncident = everything({ ...each, classes: 0 }, household);

      everything(each, household, given).forEach((set, index) => {
        expect(set).toBe((alone[index] ?? 0) | (byConsent[index] ?? 0) | (byIncident[index] ?? 0));
      });
    }),
  );
});

test('nothing is open of anyone beyond the ceiling by which the gateway filters', () => {
  fc.assert(
    fc.property(ground, situation, consents, (each, household, given) => {
      const ceiling = mostOf(knowing(each, given));
      for (const set of everything(each, household, given)) expect(isWithin(set, ceiling)).toBe(true);
    }),
  );
});

test('every class of the ceiling of a posting or agreement is open of somebody who might live, so it holds no more than it must', () => {
  fc.assert(
    fc.property(fc.oneof(posting, agreement), consent, areas, (each, given, where) => {
      const place = { state: '05', district: '5_5' };
      const household = {
        ...place,
        key: 'k',
        sealed: false,
        sealedElsewhere: false,
        residents: [],
        earners: [],
        consenters: [],
        referrers: [{ sender: 'x', classes: ALL_CLASSES }],
      };
      const reaching: Ground = { ...each, areas: ['MY', ...where] };
      const known = knowing(reaching, [given]);
      fc.pre(given.recordedBy.length === 0);
      const incidents =
        known.kind === 'AGREEMENT' ? known.incidents.map((one) => ({ ...one, areas: ['05'] })) : [];
      const spread = known.kind === 'AGREEMENT' ? { ...known, incidents } : known;

      expect(
        decide(spread, { kind: 'PERSON', key: 'p', households: [household], consents: [given] }) ?? 0,
      ).toBe(mostOf(spread));
    }),
  );
});

test('what is cut is neither open nor cut twice, and with the ceiling it is the ground whole', () => {
  fc.assert(
    fc.property(ground, purpose, (each, other) => {
      const those = each.kind === 'AGREEMENT' ? { ...each, purpose: other } : each;
      const cut = cutOf(those);
      const most = mostOf(those);
      const whole = closure(most | cut.purpose | cut.assurance);

      expect(cut.purpose & most).toBe(0);
      expect(cut.assurance & (most | cut.purpose)).toBe(0);
      expect(whole).toBe(most | cut.purpose | cut.assurance);
      if (those.kind === 'POSTING') expect(whole).toBe(closure(those.classes));
    }),
  );
});

test('a household is open by exactly the ways that reach it, so lists may be filtered along them', () => {
  fc.assert(
    fc.property(ground, situation, (each, household) => {
      fc.pre(each.kind !== 'SELF' && !household.sealed && !household.sealedElsewhere);
      const open = decide(each, { kind: 'HOUSEHOLD', household }) ?? 0;
      const reaching = waysOf(each).map((way): ClassSet => (isOn(way, household) ? way.classes : 0));

      expect(open).toBe(reaching.reduce((set, more) => set | more, 0));
    }),
  );
});

function isOn(way: ReturnType<typeof waysOf>[number], household: Parameters<typeof everything>[1]): boolean {
  const { areas: covered, notHomeOf, acceptedBy } = way;
  const { district, state, residents, referrers } = household;
  return (
    (covered === null || covered.some((area) => ['MY', district, state].includes(area))) &&
    !residents.some(({ personKey }) => notHomeOf.includes(personKey)) &&
    (acceptedBy === null ||
      referrers.some(
        ({ sender, classes: named }) =>
          sender !== acceptedBy.agency && acceptedBy.classes.some((name) => opens(named, name)),
      ))
  );
}

test('implied classes are added to what is left, never to what was cut', () => {
  fc.assert(
    fc.property(ground, (each) => {
      const all = each.kind === 'POSTING' || each.kind === 'AGREEMENT' ? each.classes : 0;
      const left = leftOf(each, all);
      const limit = each.kind === 'NONE' ? 0 : classesOfAssurance(each.assurance);
      expect(left).toBe(closure(left));
      if (each.kind === 'POSTING') expect(left).toBe(closure(all & limit));
    }),
  );
});
