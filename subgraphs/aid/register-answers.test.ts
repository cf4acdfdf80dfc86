import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckedRegister, readContent } from './register-answers.ts';

const TODAY = '2026-11-22';
const GOOD = {
  LHDN: { yearlyIncome: 1_200_000, assessmentYear: 2025 },
  JPN: { citizen: true, alive: true, birthDate: '1985-01-01' },
  JPJ: { vehicles: 1 },
} as const satisfies Record<CheckedRegister, object>;
const REGISTERS = Object.keys(GOOD) as CheckedRegister[];

test.each(REGISTERS)(
  'what %s must say is read as it stands, and no other register’s answer is',
  (register) => {
    for (const other of REGISTERS)
      expect(readContent(register, GOOD[other], TODAY)).toEqual(other === register ? GOOD[other] : null);
  },
);

test.each([
  ['LHDN', { yearlyIncome: -1 }],
  ['LHDN', { yearlyIncome: 1.5 }],
  ['LHDN', { yearlyIncome: '1200000' }],
  ['LHDN', { yearlyIncome: null }],
  ['LHDN', { assessmentYear: 2027 }],
  ['LHDN', { name: 'somebody' }],
  ['JPN', { alive: 'no' }],
  ['JPN', { citizen: 0 }],
  ['JPN', { birthDate: '2026-11-23' }],
  ['JPN', { birthDate: '2025-02-30' }],
  ['JPN', { birthDate: '1879-12-31' }],
  ['JPJ', { vehicles: -1 }],
  ['JPJ', { vehicles: 1001 }],
] as const)('an answer of %s with %j is none', (register, wrong) => {
  expect(readContent(register, { ...GOOD[register], ...wrong }, TODAY)).toBeNull();
});

test('whatever comes over the wire is the whole answer in its bounds, or none', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REGISTERS), fc.jsonValue(), (register, given) => {
      const read = readContent(register, given, TODAY);
      if (read !== null) expect(Object.keys(read).toSorted()).toEqual(Object.keys(GOOD[register]).toSorted());
    }),
  );
});

test('an answer without one of its fields is none', () => {
  for (const register of REGISTERS)
    for (const left of Object.keys(GOOD[register])) {
      const part = Object.entries(GOOD[register]).filter(([name]) => name !== left);
      expect(readContent(register, Object.fromEntries(part), TODAY)).toBeNull();
    }
});
