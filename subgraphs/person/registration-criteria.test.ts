import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criteriaOf, hasFailed } from './registration-criteria.ts';

const applicant = fc.record({
  isCitizen: fc.option(fc.boolean()),
  declaredIncome: fc.nat({ max: 6 }),
  povertyLine: fc.option(fc.nat({ max: 6 })),
  declaredMembers: fc.nat({ max: 2 }),
  hasContact: fc.boolean(),
  isNumberPlain: fc.boolean(),
});

test('each criterion of S2 is met, failed or unknown as its fact is, and only a no fails: income is strictly below the line', () => {
  fc.assert(
    fc.property(applicant, (one) => {
      const found = new Map(criteriaOf(one).map(({ criterion, answer }) => [criterion, answer]));
      const said = (known: boolean | null) => (known === null ? 'CANNOT_TELL' : known ? 'YES' : 'NO');
      const { isCitizen, povertyLine, declaredIncome, declaredMembers, hasContact, isNumberPlain } = one;
      const isWhole = hasContact && declaredMembers >= 1;
      expect(found.get('CITIZENSHIP')).toBe(said(isCitizen));
      expect(found.get('INCOME_BELOW_LINE')).toBe(
        said(povertyLine === null ? null : declaredIncome < povertyLine),
      );
      expect(found.get('DETAILS')).toBe(said(isWhole && !isNumberPlain ? null : isWhole));
      expect(hasFailed(criteriaOf(one))).toBe([...found.values()].includes('NO'));
    }),
  );
});
