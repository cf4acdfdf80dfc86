import { expect, test } from 'vitest';
import { classSet } from './classes.ts';
import { type Basis, ceiling, covers, NO_BASIS, reasonClosed } from './viewer.ts';

const basis: Basis = {
  kind: 'SELF',
  personKey: 'own',
  classes: classSet(['register']),
  cut: { purpose: classSet(['income']), assurance: classSet(['bank']) },
};

test('a class is closed because of the purpose, the assurance level, or because the ground never held it', () => {
  expect(reasonClosed(basis, 'income')).toBe('PURPOSE');
  expect(reasonClosed(basis, 'bank')).toBe('ASSURANCE');
  expect(reasonClosed(basis, 'health')).toBe('CLASS_NOT_IN_BASIS');
});

test('without a class, a cut or a ground there is no other reason than that', () => {
  const { cut: _cut, ...whole } = basis;

  expect(reasonClosed(basis, null)).toBe('CLASS_NOT_IN_BASIS');
  expect(reasonClosed(whole as Basis, 'income')).toBe('CLASS_NOT_IN_BASIS');
  expect(reasonClosed(NO_BASIS, 'income')).toBe('CLASS_NOT_IN_BASIS');
});

test('the ceiling is what the ground opens at the most, and without a ground it is nothing', () => {
  expect(ceiling(basis)).toBe(classSet(['register']));
  expect(ceiling(NO_BASIS)).toBe(0);
  expect(ceiling({ kind: 'NONE', classes: 1 } as Basis)).toBe(0);
  expect(NO_BASIS).toEqual({ kind: 'NONE' });
});

test('a place lies in its district, in its state and in the country, and in no other area', () => {
  expect(covers(['5_5'], '5_5', '05')).toBe(true);
  expect(covers(['05'], '5_5', '05')).toBe(true);
  expect(covers(['MY'], '5_5', '05')).toBe(true);
  expect(covers(['06', '5_5'], '5_5', '05')).toBe(true);
  expect(covers(['06', '5_1', '5', '5_', ''], '5_5', '05')).toBe(false);
  expect(covers([], '5_5', '05')).toBe(false);
});
