import { expect, test } from 'vitest';
import { openPassport, viewerKey } from './passport.ts';
import { Passport } from './passport-mint.ts';
import { type Basis, NO_BASIS, type Viewer } from './viewer.ts';

const VIEWER: Viewer = {
  id: 'client-1',
  kind: 'AGENCY_CLIENT',
  agency: 'ngo',
  person: null,
  scopes: [],
  assurance: null,
  agreement: 'A-1',
  purpose: 'SERVICE_DELIVERY',
  posting: null,
};
const POSTING: Basis = { kind: 'POSTING', id: 'P-1', personKey: 'p', agency: 'ngo', areas: [], classes: 1 };
const AGREEMENT: Basis = {
  kind: 'AGREEMENT',
  id: 'A-1',
  agency: 'ngo',
  purpose: 'SERVICE_DELIVERY',
  legalBasis: 'AGREEMENT',
  areas: [],
  population: 'ALL',
  classes: 1,
};
const SELF: Basis = { kind: 'SELF', personKey: 'p', classes: 1 };
const FACTS = { request: 'request-1', viewer: VIEWER, basis: AGREEMENT, facts: 4, expires: 1_000 };
const keyOf = (basis: Basis, viewer: Partial<Viewer> = {}) =>
  viewerKey(new Passport({ ...FACTS, basis, viewer: { ...VIEWER, ...viewer } }));

test('a passport says what it was made with, for good', () => {
  const passport = new Passport(FACTS);

  expect(passport).toMatchObject(FACTS);
  expect(() => Object.assign(passport, { basis: NO_BASIS })).toThrow(TypeError);
});

test('a passport is open until its time, and nothing else ever is', () => {
  const passport = new Passport(FACTS);

  expect(openPassport(passport, 999)).toBe(passport);
  expect(openPassport(passport, 1_000)).toBeNull();
  for (const value of [{ ...passport }, Object.create(passport), null, undefined, 'text', () => passport, 1])
    expect(openPassport(value, 0)).toBeNull();
});

test('viewers are told apart by who they are and by the ground and purpose on which they ask', () => {
  const keys = [
    keyOf(AGREEMENT),
    keyOf({ ...AGREEMENT, id: 'A-2' }),
    keyOf(POSTING),
    keyOf({ ...POSTING, id: 'P-2' }),
    keyOf(SELF),
    keyOf(NO_BASIS),
    keyOf(AGREEMENT, { kind: 'OFFICER' }),
    keyOf(AGREEMENT, { id: 'client-2' }),
    keyOf(AGREEMENT, { agency: 'jkm' }),
    keyOf(AGREEMENT, { person: 'p' }),
    keyOf(AGREEMENT, { purpose: null }),
    viewerKey(new Passport({ ...FACTS, viewer: null })),
  ];

  expect(new Set(keys).size).toBe(keys.length);
});

test('one viewer keeps the same key on the same ground, whatever the ground opens today', () => {
  expect(keyOf({ ...AGREEMENT, classes: 7, areas: ['05'] })).toBe(keyOf(AGREEMENT));
  expect(keyOf({ ...SELF, classes: 7 })).toBe(keyOf(SELF));
  expect(keyOf(AGREEMENT, { scopes: ['more'], assurance: 'high' })).toBe(keyOf(AGREEMENT));
});

test('all who come without a token are one viewer', () => {
  const anonymous = new Passport({ ...FACTS, viewer: null, basis: NO_BASIS });

  expect(viewerKey(anonymous)).toBe('anonymous');
});
