import { expect, test } from 'vitest';
import { ALL_CLASSES } from './classes.ts';
import { PASSPORT_WIRE, readPassportClaims } from './passport-claims.ts';

const VIEWER = {
  id: 'officer-1',
  kind: 'OFFICER',
  agency: 'jkm',
  person: null,
  scopes: ['read'],
  assurance: 'high',
  agreement: null,
  purpose: null,
  posting: null,
};
const SELF = { kind: 'SELF', personKey: 'p', classes: 1 };
const POSTING = { kind: 'POSTING', id: 'P-1', personKey: 'p', agency: 'jkm', areas: ['05'], classes: 1 };
const AGREEMENT = {
  kind: 'AGREEMENT',
  id: 'A-1',
  agency: 'ngo',
  purpose: 'SERVICE_DELIVERY',
  legalBasis: 'AGREEMENT',
  areas: ['05'],
  population: 'ALL',
  classes: 1,
};
const CLAIMS = { request: 'r', viewer: VIEWER, basis: POSTING, facts: 0, method: 'POST', body: 'hash' };
const CUT = { purpose: 1, assurance: 2 };

const reads = (given: object): boolean => readPassportClaims({ ...CLAIMS, ...given }) !== null;
const readsViewer = (given: object): boolean => reads({ viewer: { ...VIEWER, ...given } });

test('gateways and rooms of different builds agree on how a passport is marked', () => {
  expect(PASSPORT_WIRE).toEqual({
    header: 'seisi-passport',
    type: 'seisi-passport+jwt',
    algorithm: 'EdDSA',
    issuer: 'urn:seisi:gateway',
    seconds: 10,
  });
});

test.each<[string, object]>([
  ['no ground', { basis: { kind: 'NONE' } }],
  ['the own record', { basis: SELF }],
  ['a posting', { basis: POSTING }],
  ['an agreement for all', { basis: AGREEMENT }],
  ['an agreement for the referred', { basis: { ...AGREEMENT, population: 'REFERRED' } }],
  ['a cut ground', { basis: { ...SELF, cut: CUT } }],
  ['nowhere', { basis: { ...POSTING, areas: [] } }],
  ['all classes', { basis: { ...POSTING, classes: ALL_CLASSES } }],
  ['no viewer', { viewer: null }],
  ['facts of a version', { facts: 7 }],
  ['facts that the gateway no longer holds', { facts: null }],
  ['a viewer who chose a posting', { viewer: { ...VIEWER, posting: 'P-1' } }],
  ...['AGENCY_CLIENT', 'OFFICER', 'CITIZEN', 'SYSTEM'].map((kind): [string, object] => [
    kind,
    { viewer: { ...VIEWER, kind } },
  ]),
  ['a viewer with a purpose', { viewer: { ...VIEWER, purpose: 'PUBLIC_INTEREST' } }],
])('claims of %s are read as they stand', (_which, given) => {
  const claims = { ...CLAIMS, ...given };

  expect(readPassportClaims(claims)).toBe(claims);
});

test('claims that lack one, or hold one that does not fit, are none', () => {
  for (const name of Object.keys(CLAIMS)) expect(reads({ [name]: undefined })).toBe(false);
  for (const name of ['request', 'method', 'body']) expect(reads({ [name]: 1 })).toBe(false);
  for (const facts of [-1, 0.5, '1']) expect(reads({ facts })).toBe(false);
  for (const payload of [null, undefined, 'text', 1, [], {}]) expect(readPassportClaims(payload)).toBeNull();
});

test('a viewer that lacks a fact, or has one that does not fit, is none', () => {
  for (const name of Object.keys(VIEWER)) {
    expect(readsViewer({ [name]: undefined })).toBe(false);
    expect(readsViewer({ [name]: 1 })).toBe(false);
  }
  for (const kind of ['ROOT', '', ['OFFICER']]) expect(readsViewer({ kind })).toBe(false);
  for (const scopes of [['read', 1], 'read', { every: 1 }]) expect(readsViewer({ scopes })).toBe(false);
  for (const viewer of ['officer-1', 1, [], undefined]) expect(reads({ viewer })).toBe(false);
});

test.each([
  ['own record', SELF],
  ['posting', POSTING],
  ['agreement', AGREEMENT],
])('the ground of an %s that lacks a fact, or has one that does not fit, is none', (_which, basis) => {
  for (const name of Object.keys(basis)) {
    expect(reads({ basis: { ...basis, [name]: undefined } })).toBe(false);
    expect(reads({ basis: { ...basis, [name]: { odd: true } } })).toBe(false);
  }
  for (const classes of [-1, 0.5, ALL_CLASSES + 1, '1', null])
    expect(reads({ basis: { ...basis, classes } })).toBe(false);
  for (const cut of [
    null,
    1,
    {},
    { purpose: 1 },
    { assurance: 1 },
    { ...CUT, purpose: -1 },
    { ...CUT, assurance: '1' },
  ])
    expect(reads({ basis: { ...basis, cut } })).toBe(false);
});

test('a ground of no known kind, purpose or population is none', () => {
  for (const basis of [
    null,
    undefined,
    'SELF',
    [],
    {},
    { ...SELF, kind: 'toString' },
    { ...SELF, kind: '' },
    { kind: ['NONE'] },
  ])
    expect(reads({ basis })).toBe(false);
  expect(reads({ basis: { ...AGREEMENT, purpose: 'ANYTHING' } })).toBe(false);
  expect(reads({ basis: { ...AGREEMENT, population: 'SOME' } })).toBe(false);
});
