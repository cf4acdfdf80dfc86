import { classSet } from '@seisi/schema/classes';
import type { Basis } from '@seisi/schema/viewer';
import { expect, test } from 'vitest';
import type { GroundFactRow } from '../ground-fact.table.ts';
import type { PersonRow } from '../person.table.ts';
import { basisFacts, type GroundFacts, groundOf } from './basis.ts';
import { agreementOf, citizen, client, officer, passportOf, postingOf } from './testing.ts';

const posting = { id: 'P-1', ...postingOf('officer-1', ['register'], ['05']) };
const agreement = { id: 'A-1', ...agreementOf('ngo', ['register'], ['MY']) };
const known = (...facts: Partial<GroundFactRow>[]): GroundFacts => ({
  person: { key: 'own-key', adult: true },
  facts: facts as GroundFactRow[],
  consented: [],
});
const SELF: Basis = { kind: 'SELF', personKey: 'own-key', classes: 1 };
const POSTING: Basis = {
  kind: 'POSTING',
  id: 'P-1',
  personKey: 'own-key',
  agency: 'jkm',
  areas: ['05'],
  classes: 1,
};
const NONE = { kind: 'NONE' };

test('a passport without a viewer has no ground, whatever it claims', () => {
  expect(groundOf(passportOf(null, SELF), known())).toEqual(NONE);
});

test('a passport that claims a ground of another kind has none, though the name is the same', () => {
  const own = citizen({ id: 'own-id' } as PersonRow);
  const named = { ...agreement, id: 'P-1' };

  expect(groundOf(passportOf(own, POSTING), known())).toEqual(NONE);
  expect(groundOf(passportOf(client('ngo', 'P-1'), POSTING), known(named))).toEqual(NONE);
});

test('a passport of an officer with two postings has no ground, though it names one of them', () => {
  const two = known(posting, { ...posting, id: 'P-2' });

  expect(groundOf(passportOf(officer('officer-1'), POSTING), two)).toEqual(NONE);
});

test('an agreement may be about everyone', () => {
  expect(basisFacts(client('ngo', 'A-1'), known(agreement))).toMatchObject({ id: 'A-1', population: 'ALL' });
});

test.each([
  ['it names', 'kkm', 'jkm', 'kkm'],
  ['of the token, where it names none', null, 'jkm', 'jkm'],
  ['without a name, where neither names one', null, null, ''],
])('a posting is of the agency %s', (_which, named, ofToken, agency) => {
  const viewer = { ...officer('officer-1'), agency: ofToken };

  expect(basisFacts(viewer, known({ ...posting, agency: named }))).toMatchObject({ agency });
});

test('a declared relative who is not on record leaves out no household', () => {
  const unknown = { kind: 'RELATIVE' as const, holder: 'officer-1', subjectKey: null };

  expect(groundOf(passportOf(officer('officer-1'), POSTING), known(posting, unknown))).toMatchObject({
    kin: [posting.subjectKey],
  });
});

test('consents to what nobody can consent to are not said to be cut: the ground never held them', () => {
  const consented = { ...known(agreement), consented: ['protection', 'receipts'] };
  const basis = basisFacts(client('ngo', 'A-1'), consented);

  expect(basis).toMatchObject({ classes: classSet(['register']) });
  expect(basis).not.toHaveProperty('cut');
});
