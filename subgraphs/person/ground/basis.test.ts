import { ALL_CLASSES, classSet } from '@seisi/schema/classes';
import { classesOfPurpose } from '@seisi/schema/purpose';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { describe, expect, test } from 'vitest';
import type { GroundFactRow } from '../ground-fact.table.ts';
import type { PersonRow } from '../person.table.ts';
import { basisFacts, type GroundFacts, groundOf } from './basis.ts';
import { agreementOf, citizen, client, officer, passportOf, postingOf } from './testing.ts';

const own = { key: 'own-key', id: 'own-id' } as PersonRow;
const known = (...facts: Partial<GroundFactRow>[]): GroundFacts => ({
  person: null,
  facts: facts as GroundFactRow[],
  consented: [],
});
const posting = { id: 'P-1', ...postingOf('officer-1', ['register', 'income'], ['05']) };
const agreement = { id: 'A-1', ...agreementOf('ngo', ['register', 'poverty'], ['MY'], 'REFERRED') };
const opened = classSet(['register', 'income', 'income.band']);

describe('the ground of a token', () => {
  test('is the own record of a citizen who is on record', () => {
    const facts: GroundFacts = { person: { key: 'own-key', adult: true }, facts: [], consented: [] };

    expect(basisFacts(citizen(own), facts)).toEqual({
      kind: 'SELF',
      personKey: 'own-key',
      classes: ALL_CLASSES,
    });
    expect(basisFacts(citizen(own), known())).toEqual({ kind: 'NONE', choices: 0 });
  });

  test('is the one posting of an officer, with implied classes', () => {
    expect(basisFacts(officer('officer-1'), known(posting))).toEqual({
      kind: 'POSTING',
      id: 'P-1',
      personKey: posting.subjectKey,
      agency: 'jkm',
      areas: ['05'],
      classes: opened,
    });
  });

  test('is to be chosen where an officer has two postings, and none where the posting is another’s or names no person', () => {
    const second = { ...posting, id: 'P-2' };

    expect(basisFacts(officer('officer-1'), known(posting, second))).toEqual({ kind: 'NONE', choices: 2 });
    expect(basisFacts(officer('officer-2'), known(posting))).toEqual({ kind: 'NONE', choices: 0 });
    expect(basisFacts(officer('officer-1'), known({ ...posting, subjectKey: null }))).toMatchObject({
      choices: 0,
    });
  });

  test('is the posting that the header names among the officer’s own, and none where it names any other', () => {
    const second = { ...posting, id: 'P-2', areas: ['06'] };
    const theirs = { ...posting, id: 'P-3', holder: 'officer-2' };
    const choosing = (id: string) => ({ ...officer('officer-1'), posting: id });
    const chosen = basisFacts(choosing('P-2'), known(posting, second, theirs));

    expect(chosen).toMatchObject({ kind: 'POSTING', id: 'P-2', areas: ['06'] });
    for (const id of ['P-3', 'P-9', '', 'A-1'])
      expect(basisFacts(choosing(id), known(posting, second, theirs, agreement))).toEqual({
        kind: 'NONE',
        choices: 0,
      });
    const passport = passportOf(choosing('P-1'), { ...chosen, id: 'P-2' } as Basis);
    expect(groundOf(passport, known(posting, second))).toEqual({ kind: 'NONE' });
  });

  test('is the agreement that the token names, if the viewer’s agency holds it for that purpose', () => {
    expect(basisFacts(client('ngo', 'A-1'), known(agreement))).toMatchObject({
      kind: 'AGREEMENT',
      id: 'A-1',
      agency: 'ngo',
      purpose: 'SERVICE_DELIVERY',
      legalBasis: 'AGREEMENT',
      population: 'REFERRED',
    });
  });

  test.each([
    ['another agency holds it', { ...agreement, holder: 'jkm' }],
    ['it is another agreement', { ...agreement, id: 'A-2' }],
    ['it is for another purpose', { ...agreement, purposes: ['PUBLIC_INTEREST'] }],
    ['it names no law', { ...agreement, legalBasis: null }],
    ['its population is unknown', { ...agreement, population: 'SOME' }],
    ['it has no budget of subjects', { ...agreement, dailySubjects: null }],
    ['it is no agreement', { ...agreement, kind: 'ACCEPTED_REFERRAL' as const }],
  ])('is none where %s', (_why, fact) => {
    expect(basisFacts(client('ngo', 'A-1'), known(fact))).toEqual({ kind: 'NONE', choices: 0 });
  });

  test('is none for a part of the system and for nobody', () => {
    const system = { ...officer('officer-1'), kind: 'SYSTEM' as const };

    expect(basisFacts(system, known(posting, agreement))).toEqual({ kind: 'NONE', choices: 0 });
    expect(basisFacts(null, known(posting))).toEqual({ kind: 'NONE', choices: 0 });
  });
});

describe('what a ground opens at the most', () => {
  const cutBy = (viewer: Partial<Viewer>, ...facts: Partial<GroundFactRow>[]) =>
    basisFacts({ ...client('ngo', 'A-1'), ...viewer }, known(...facts));
  const wide = {
    ...agreement,
    classes: ['register', 'income', 'poverty'],
    purposes: ['SERVICE_DELIVERY', 'PUBLIC_INTEREST', 'PUBLIC_EMERGENCY'],
  };

  test('is cut by the purpose of the token, and says so', () => {
    expect(cutBy({ purpose: 'PUBLIC_INTEREST' }, wide)).toMatchObject({
      classes: classSet(['register', 'poverty', 'poverty.status']),
      cut: { purpose: classSet(['income', 'income.band']), assurance: 0 },
    });
  });

  test.each([null, 'low', 'unheard of'])(
    'is cut by the assurance level of the acr %j, and says so',
    (acr) => {
      expect(cutBy({ assurance: acr }, wide)).toMatchObject({
        classes: classSet(['register']),
        cut: { purpose: 0, assurance: classSet(['income', 'income.band', 'poverty', 'poverty.status']) },
      });
    },
  );

  test('holds what consents and a going incident add to the agreement', () => {
    const incident = {
      kind: 'INCIDENT' as const,
      id: 'I-1',
      agencies: ['ngo'],
      areas: ['5_1'],
      declaredBy: ['one', 'two'],
    };
    const consented = { ...known(wide), consented: ['contact', 'bank'] };

    expect(basisFacts(client('ngo', 'A-1'), consented)).toMatchObject({
      classes: classSet(['register', 'contact', 'income', 'income.band', 'poverty', 'poverty.status']),
    });
    expect(cutBy({ purpose: 'PUBLIC_EMERGENCY' }, wide, incident)).toMatchObject({
      classes: classesOfPurpose('PUBLIC_EMERGENCY'),
    });
    expect(cutBy({ purpose: 'PUBLIC_EMERGENCY' }, incident)).toEqual({ kind: 'NONE', choices: 0 });
  });
});

describe('what is added to a ground ends by itself', () => {
  const ending = (time: string) => ({
    kind: 'INCIDENT' as const,
    agencies: ['ngo'],
    areas: ['5_1'],
    declaredBy: ['one', 'two'],
    endsAt: new Date(time),
  });
  const [noon, evening] = ['2026-11-22T12:00:00Z', '2026-11-22T18:00:00Z'] as const;

  test('so the ground of an agreement is told to stand until the first of its incidents ends', () => {
    const until = Date.parse(noon);

    expect(basisFacts(client('ngo', 'A-1'), known(agreement, ending(evening), ending(noon)))).toMatchObject({
      until,
    });
    expect(basisFacts(client('ngo', 'A-1'), known(ending(noon), agreement))).toMatchObject({ until });
  });

  test('and an agreement without incidents, or a posting, to which none is added, by no clock', () => {
    expect(basisFacts(client('ngo', 'A-1'), known(agreement))).not.toHaveProperty('until');
    expect(basisFacts(officer('officer-1'), known(posting, ending(noon)))).not.toHaveProperty('until');
  });
});

describe('the ground of a passport', () => {
  const claimed: Basis = {
    kind: 'POSTING',
    id: 'P-1',
    personKey: 'forged',
    agency: 'jkm',
    areas: ['MY'],
    classes: ALL_CLASSES,
  };
  const holder = officer('officer-1');

  test('has the areas, classes and kin of the facts, whatever the passport claims', () => {
    const relative = { kind: 'RELATIVE' as const, holder: 'officer-1', subjectKey: 'cousin' };

    expect(groundOf(passportOf(holder, claimed), known(posting, relative))).toEqual({
      kind: 'POSTING',
      personKey: posting.subjectKey,
      agency: 'jkm',
      areas: ['05'],
      classes: classSet(['register', 'income']),
      assurance: 'high',
      mayReport: false,
      kin: [posting.subjectKey, 'cousin'],
    });
  });

  test('holds the right to report where the posting names it, and no class by it', () => {
    const leader = { ...posting, classes: ['report'] };

    expect(groundOf(passportOf(holder, claimed), known(leader))).toMatchObject({
      mayReport: true,
      classes: 0,
    });
  });

  test('is none where the passport names another ground than the facts do', () => {
    const facts = known(posting);

    expect(groundOf(passportOf(holder, { ...claimed, id: 'P-2' }), facts)).toEqual({ kind: 'NONE' });
    expect(groundOf(passportOf(holder, NO_BASIS), facts)).toEqual({ kind: 'NONE' });
    expect(groundOf(passportOf(holder, { kind: 'SELF', personKey: 'x', classes: 1 }), facts)).toEqual({
      kind: 'NONE',
    });
    expect(groundOf(passportOf(holder, claimed), known())).toEqual({ kind: 'NONE' });
  });

  test('of a citizen is the own person alone', () => {
    const facts: GroundFacts = { person: { key: 'own-key', adult: true }, facts: [], consented: [] };
    const basis = (personKey: string): Basis => ({ kind: 'SELF', personKey, classes: 0 });

    expect(groundOf(passportOf(citizen(own), basis('own-key')), facts)).toEqual({
      kind: 'SELF',
      personKey: 'own-key',
      adult: true,
      assurance: 'high',
    });
    expect(groundOf(passportOf(citizen(own), basis('other-key')), facts)).toEqual({ kind: 'NONE' });
  });
});
