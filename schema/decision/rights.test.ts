import { expect, test } from 'vitest';
import { classSet } from '../classes.ts';
import { NO_BASIS } from '../viewer.ts';
import { rightsOf } from './decide.ts';

const basis = { kind: 'SELF', personKey: 'k', classes: classSet(['aid']) } as const;

test('the rights of a request are the scopes of its token and the classes of its ground', () => {
  const { authenticated, scopes, policies } = rightsOf({ viewer: { scopes: ['read', 'write'] }, basis });

  expect(authenticated).toBe(true);
  expect(['read', 'write', 'other'].filter((name) => scopes.has(name))).toEqual(['read', 'write']);
  expect(['aid', 'bank', 'toString', ''].filter((name) => policies.has(name))).toEqual(['aid']);
});

test('without a token and a ground there are no rights', () => {
  const { authenticated, scopes, policies } = rightsOf({ viewer: null, basis: NO_BASIS });

  expect(authenticated).toBe(false);
  expect(scopes).toEqual(new Set());
  expect(policies.has('aid')).toBe(false);
});
