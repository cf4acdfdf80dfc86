import { expect, test } from 'vitest';
import { classSet } from './classes.ts';
import { type Basis, NO_BASIS, reasonClosed } from './viewer.ts';

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
