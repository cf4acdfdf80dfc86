import { ALL_CLASSES, bitOf, classSet } from '@seisi/schema/classes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GivenConsent } from './consent.ts';
import { decide } from './decide.ts';
import type { Ground } from './ground.ts';
import { agreement, consent, home, incident, posting, self } from './home.testing.ts';
import { openedOf } from './opened.ts';
import { consent as anyConsent, ground as anyGround, person, situation } from './random.testing.ts';
import type { Situation, Subject } from './situation.ts';

const household: fc.Arbitrary<Subject> = fc.record({
  kind: fc.constant('HOUSEHOLD' as const),
  household: situation,
});
const resident: fc.Arbitrary<Subject> = fc.record({
  kind: fc.constant('PERSON' as const),
  key: person,
  households: fc.array(situation, { maxLength: 2 }),
  consents: fc.array(anyConsent, { maxLength: 2 }),
});
const anySubject = fc.oneof(household, resident);

function head(consents: readonly GivenConsent[], households: readonly Situation[] = [home]): Subject {
  return { kind: 'PERSON', key: 'head', households, consents };
}

function withoutIncidents(ground: Ground): Ground {
  return ground.kind === 'AGREEMENT' ? { ...ground, incidents: [] } : ground;
}

function withoutConsents(subject: Subject): Subject {
  const closed = (one: Situation): Situation => ({ ...one, consenters: [] });
  return subject.kind === 'HOUSEHOLD'
    ? { kind: 'HOUSEHOLD', household: closed(subject.household) }
    : { ...subject, households: subject.households.map(closed), consents: [] };
}

test('what consents and incidents opened lies within what is open, is never both, and without them the rest is open', () => {
  fc.assert(
    fc.property(anyGround, anySubject, (ground, subject) => {
      const opened = openedOf(ground, subject);
      const classes = decide(ground, subject);
      expect(opened?.classes ?? null).toBe(classes);
      if (opened === null) return;
      const { byConsent, byIncident } = opened;
      const alone = withoutIncidents(ground);

      expect((byConsent | byIncident) & ~opened.classes).toBe(0);
      expect(byConsent & byIncident).toBe(0);
      expect(opened.classes & ~byIncident).toBe(decide(alone, subject) ?? 0);
      expect(opened.classes & ~byIncident & ~byConsent).toBe(decide(alone, withoutConsents(subject)) ?? 0);
    }),
    { numRuns: 2_000 },
  );
});

test('a class that agreement, consent and incident open is opened by the first of them that does', () => {
  const emergency = { purpose: 'PUBLIC_EMERGENCY', classes: bitOf('register') } as const;
  const inHome = incident({ areas: ['05'] });
  const given = consent(['register', 'health', 'contact'], { purposes: ['PUBLIC_EMERGENCY'] });

  const both = openedOf(agreement({ ...emergency, incidents: [inHome] }), head([given]));
  expect(both?.byConsent).toBe(classSet(['health', 'contact']));
  expect(both?.byIncident).toBe(both!.classes & ~classSet(['register', 'health', 'contact']));
  const incidentAlone = openedOf(agreement({ ...emergency, incidents: [inHome] }), head([]));
  expect(incidentAlone).toMatchObject({
    ...{ byConsent: 0, byIncident: both!.classes & ~bitOf('register') },
    incidents: ['incident-1'],
  });
});

test('the incidents are named that are there, count, and open something: each of them, in order', () => {
  const emergency = { purpose: 'PUBLIC_EMERGENCY', classes: bitOf('register') } as const;
  const there = { areas: ['05'] };
  const incidents = [
    incident({ ...there, id: 'second' }),
    incident({ ...there, id: 'first' }),
    incident({ id: 'elsewhere' }),
    incident({ ...there, id: 'by-one', declaredBy: ['one'] }),
    incident({ ...there, id: 'of-others', agencies: ['hospital'] }),
  ];
  const named = (given: Parameters<typeof agreement>[0]) =>
    openedOf(agreement({ ...emergency, incidents, ...given }), head([]))?.incidents;

  expect(named({})).toEqual(['first', 'second']);
  expect(named({ classes: ALL_CLASSES })).toEqual([]);
  expect(named({ purpose: 'SERVICE_DELIVERY' })).toEqual([]);
});

test('of a household’s figures it says that those who have a part in them consented', () => {
  const consenting = { ...home, earners: ['spouse'], consenters: ['spouse'] };

  expect(openedOf(self('head'), { kind: 'HOUSEHOLD', household: consenting })?.byConsent).toBe(
    classSet(['poverty', 'income.band']),
  );
  expect(openedOf(self('head'), { kind: 'HOUSEHOLD', household: home })?.byConsent).toBe(0);
});

test('a seal covers a household, and whoever lives in one that is sealed', () => {
  const sealed = { ...home, sealed: true };

  expect(openedOf(self('head'), { kind: 'HOUSEHOLD', household: sealed })?.isSealed).toBe(true);
  expect(openedOf(self('head'), { kind: 'HOUSEHOLD', household: home })?.isSealed).toBe(false);
  expect(openedOf(self('head'), head([], [home, sealed]))?.isSealed).toBe(true);
  expect(openedOf(self('head'), head([], [home]))?.isSealed).toBe(false);
});

test('it is decided once where nobody consented and no incident goes on, and again where there is something to leave out', () => {
  let reads = 0;
  const counted = (given: Partial<Situation> = {}): Situation => ({
    ...home,
    ...given,
    get sealed() {
      reads += 1;
      return false;
    },
  });
  const readsOf = (act: (ground: Ground, subject: Subject) => unknown, ground: Ground, subject: Subject) => {
    reads = 0;
    expect(act(ground, subject)).not.toBeNull();
    return reads;
  };
  /** How often more than once it is decided: whether a seal covers the subject is read once by itself. */
  const more = (ground: Ground, subject: Subject): number =>
    readsOf(openedOf, ground, subject) - readsOf(decide, ground, subject) - 1;
  const ofHome = (given: Partial<Situation> = {}): Subject => ({
    kind: 'HOUSEHOLD',
    household: counted(given),
  });

  for (const ground of [self('head'), posting(), agreement()]) {
    expect(more(ground, ofHome())).toBe(0);
    expect(more(ground, head([], [counted()]))).toBe(0);
  }
  expect(more(agreement({ incidents: [incident()] }), ofHome())).toBeGreaterThan(0);
  expect(more(agreement(), head([consent(['health'])], [counted()]))).toBeGreaterThan(0);
  expect(more(self('head'), ofHome({ consenters: ['spouse'] }))).toBeGreaterThan(0);
  expect(more(self('head'), head([], [counted(), { ...home, consenters: ['spouse'] }]))).toBeGreaterThan(0);
});
