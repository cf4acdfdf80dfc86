import { describe, expect, test } from 'vitest';
import { agreementsOf, foundBy, identityMatchLife } from './identity-finding.ts';
import type { Likeness } from './identity-match.ts';

const ONE = { by: 'one', byKey: 'person-1' };
const TWO = { by: 'two', byKey: 'person-2' };

describe('a finding', () => {
  test.each([
    ['OPEN', 'SAME', 'SAME_PROPOSED'],
    ['OPEN', 'DIFFERENT', 'DIFFERENT'],
    ['SAME_PROPOSED', 'SAME', 'SAME'],
    ['SAME_PROPOSED', 'DIFFERENT', 'DIFFERENT'],
  ] as const)('of a pair that is %s, of %s, leads to %s', (status, finding, next) => {
    const before = status === 'OPEN' ? [] : [ONE];
    expect(foundBy({ status, before }, finding, TWO)).toBe(next);
  });

  test.each(Object.keys(identityMatchLife).filter((status) => status === 'SAME' || status === 'DIFFERENT'))(
    'is not taken of a pair that is %s',
    (status) => {
      for (const finding of ['SAME', 'DIFFERENT'] as const)
        expect(() => foundBy({ status: status as 'SAME', before: [] }, finding, TWO)).toThrowError(
          expect.objectContaining({ code: 'STEP_REFUSED' }),
        );
    },
  );

  test.each([
    ['account', { by: 'one', byKey: 'person-9' }],
    ['person', { by: 'nine', byKey: 'person-1' }],
  ])('that they are one person’s is not confirmed by the %s that made it', (_what, again) => {
    expect(() => foundBy({ status: 'SAME_PROPOSED', before: [ONE] }, 'SAME', again)).toThrowError(
      expect.objectContaining({ code: 'STEP_REFUSED' }),
    );
    // To take it back needs nobody else: it leaves two people as they are.
    expect(foundBy({ status: 'SAME_PROPOSED', before: [ONE] }, 'DIFFERENT', again)).toBe('DIFFERENT');
  });
});

test('an officer is told in what two entries agree, and nothing of what differs', () => {
  const alike: Likeness = {
    ...{ number: 'SLIP', own: 'COMMON', father: 'ALIKE', birth: 'EQUAL', place: 'HOUSE', sex: 'EQUAL' },
  };
  expect(agreementsOf(alike)).toEqual([
    ...['SAME_NAME', 'FATHERS_NAME', 'SAME_BIRTH_DATE', 'LIKE_NUMBER', 'SAME_HOUSE'],
  ]);
  const partly: Likeness = { ...alike, own: 'PART', father: 'UNSAID', birth: 'SWAPPED', place: 'POSTCODE' };
  expect(agreementsOf({ ...partly, number: 'OTHER' })).toEqual([
    ...['LIKE_NAME', 'LIKE_BIRTH_DATE', 'SAME_POSTCODE'],
  ]);
  expect(
    agreementsOf({
      number: 'OTHER',
      own: 'OTHER',
      father: 'OTHER',
      birth: 'YEAR',
      place: 'OTHER',
      sex: 'OTHER',
    }),
  ).toEqual([]);
});
