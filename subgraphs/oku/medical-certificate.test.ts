import { expect, test } from 'vitest';
import { categoryFault, certifierFault } from './medical-certificate.ts';

const plain = { subCategory: null, together: [] } as const;

test('a kind stands within its own category alone', () => {
  expect(categoryFault({ category: 'LEARNING', subCategory: 'AUTISM', together: [] })).toBeNull();
  expect(categoryFault({ category: 'SPEECH', ...plain })).toBeNull();
  expect(categoryFault({ category: 'VISUAL', subCategory: 'AUTISM', together: [] })?.[0]).toBe('subCategory');
  expect(categoryFault({ category: 'MENTAL', subCategory: 'ADHD', together: [] })?.[0]).toBe('subCategory');
});

test('Multiple is two categories or more, and no other category is', () => {
  const of = (category: 'MULTIPLE' | 'VISUAL', together: readonly ('VISUAL' | 'HEARING' | 'MULTIPLE')[]) =>
    categoryFault({ category, subCategory: null, together })?.[0] ?? null;
  expect(of('MULTIPLE', ['VISUAL', 'HEARING'])).toBeNull();
  expect([of('MULTIPLE', []), of('MULTIPLE', ['VISUAL']), of('VISUAL', ['HEARING'])]).toEqual([
    ...['together', 'together', 'together'],
  ]);
  expect([of('MULTIPLE', ['VISUAL', 'VISUAL']), of('MULTIPLE', ['VISUAL', 'MULTIPLE'])]).toEqual([
    ...['together', 'together'],
  ]);
});

test('mental illness is certified by a psychiatrist, alone or with others', () => {
  const mental = { category: 'MENTAL', ...plain } as const;
  expect(certifierFault(mental, 'PSYCHIATRIST')).toBeNull();
  expect(certifierFault(mental, 'MEDICAL_OFFICER')?.[0]).toBe('certifierRole');
  const both = { category: 'MULTIPLE', subCategory: null, together: ['MENTAL', 'VISUAL'] } as const;
  expect(certifierFault(both, 'SPECIALIST')?.[0]).toBe('certifierRole');
  expect(certifierFault({ category: 'VISUAL', ...plain }, 'MEDICAL_OFFICER')).toBeNull();
});
