import { ASSURANCE_LEVELS } from '@seisi/schema/assurance';
import { ALL_CLASSES, type ClassSet, closure } from '@seisi/schema/classes';
import { PURPOSES } from '@seisi/schema/purpose';
import fc from 'fast-check';
import type { GivenConsent } from './consent.ts';
import { decide } from './decide.ts';
import type { Ground } from './ground.ts';
import type { DeclaredIncident } from './incident.ts';
import type { Situation, Subject } from './situation.ts';

/** Few of everything, so that what is drawn often meets. */
const PEOPLE = ['ana', 'budi', 'citra', 'dewi'] as const;
const AGENCIES = ['ngo', 'jkm', 'hospital'] as const;

export const person = fc.constantFrom(...PEOPLE);
const agency = fc.constantFrom(...AGENCIES);
export const classes = fc.oneof(
  fc.integer({ min: 0, max: ALL_CLASSES }),
  fc.constantFrom(...Array.from({ length: 26 }, (_, bit) => 1 << bit)),
);
export const areas = fc.subarray(['MY', '05', '06', '5_5', '5_1']);
export const assurance = fc.constantFrom(...ASSURANCE_LEVELS);
export const purpose = fc.constantFrom(...PURPOSES);
const officers = fc.array(fc.constantFrom('one', 'two'), { maxLength: 2 });
const relation = fc.constantFrom('HEAD', 'SPOUSE', 'CHILD', 'GRANDCHILD', 'NOT_RELATED');

export const situation: fc.Arbitrary<Situation> = fc.record({
  key: fc.constant('home'),
  state: fc.constantFrom('05', '06'),
  district: fc.constantFrom('5_5', '5_1', '6_1'),
  sealed: fc.boolean(),
  sealedElsewhere: fc.boolean(),
  referrers: fc.array(fc.record({ sender: agency, classes: classes.map(closure) }), { maxLength: 3 }),
  residents: fc.uniqueArray(fc.record({ personKey: person, relation, adult: fc.boolean() }), {
    selector: ({ personKey }) => personKey,
  }),
  earners: fc.subarray([...PEOPLE]),
  consenters: fc.subarray([...PEOPLE]),
});

export const consent: fc.Arbitrary<GivenConsent> = fc.record({
  agency,
  purposes: fc.subarray([...PURPOSES], { minLength: 1 }),
  classes,
  recordedBy: officers,
});

const incident: fc.Arbitrary<DeclaredIncident> = fc.record({
  id: fc.constantFrom('incident-1', 'incident-2'),
  agencies: fc.subarray([...AGENCIES]),
  areas,
  declaredBy: officers,
});

const self = fc.record({
  kind: fc.constant('SELF' as const),
  personKey: person,
  adult: fc.boolean(),
  assurance,
});
export const posting = fc.record({
  kind: fc.constant('POSTING' as const),
  personKey: fc.constant('officer'),
  agency,
  areas,
  classes,
  kin: fc.subarray([...PEOPLE]),
  assurance,
});
/** `consented` is whatever: where it matters, a test sets it to what its consents hold. */
export const agreement = fc.record({
  kind: fc.constant('AGREEMENT' as const),
  id: fc.constant('agreement'),
  dailySubjects: fc.nat(),
  agency,
  purpose,
  areas,
  classes,
  population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
  incidents: fc.array(incident, { maxLength: 2 }),
  consented: classes,
  assurance,
});

export const ground: fc.Arbitrary<Ground> = fc.oneof(
  fc.constant<Ground>({ kind: 'NONE' }),
  self,
  posting,
  agreement,
);

/** What is open of the household, and of each person who might live there and gave these consents. */
export function everything(
  each: Ground,
  household: Situation,
  consents: readonly GivenConsent[] = [],
): ClassSet[] {
  const people = PEOPLE.map((key): Subject => ({ kind: 'PERSON', key, households: [household], consents }));
  return [{ kind: 'HOUSEHOLD' as const, household }, ...people].map((subject) => decide(each, subject) ?? 0);
}

export function isWithin(narrow: ClassSet, wide: ClassSet): boolean {
  return (narrow & ~wide) === 0;
}

/** Whether nothing is open on the left that is not on the right. */
export function allWithin(narrow: readonly ClassSet[], wide: readonly ClassSet[]): boolean {
  return narrow.every((set, index) => isWithin(set, wide[index] ?? 0));
}
