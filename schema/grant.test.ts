import { expect, test } from 'vitest';
import { isGrant, openGrant } from './grant.ts';
import { Grant, type GrantFacts } from './grant-mint.ts';
import { viewerKey } from './passport.ts';
import { Passport } from './passport-mint.ts';
import { NO_BASIS } from './viewer.ts';

const NOW = 1_000;
const PASSPORT = new Passport({
  request: 'request-1',
  viewer: null,
  basis: NO_BASIS,
  facts: null,
  expires: NOW + 5,
});
const FACTS: GrantFacts = {
  subject: 'subject-1',
  viewer: viewerKey(PASSPORT),
  request: 'request-1',
  classes: 3,
  byConsent: 1,
  byIncident: 2,
  incidents: ['incident-1'],
  isSealed: true,
  expires: NOW + 5,
};
const minted = (given: Partial<GrantFacts> = {}) =>
  new Grant({ ...FACTS, ...given }, ({ subject }) => subject);

test('a grant says what it was minted with, for good', () => {
  const grant = minted();

  expect(grant).toMatchObject(FACTS);
  expect(() => Object.assign(grant, { classes: 7 })).toThrow(TypeError);
});

test('a grant leaves the process as the text that its wire writes', () => {
  expect(JSON.stringify({ grant: minted() })).toBe('{"grant":"subject-1"}');
});

test('nothing but what the mint made is a grant', () => {
  const grant = minted();

  expect(isGrant(grant)).toBe(true);
  for (const value of [
    { ...grant },
    Object.create(grant),
    PASSPORT,
    null,
    undefined,
    'subject-1',
    () => grant,
    3,
  ]) {
    expect(isGrant(value)).toBe(false);
    expect(openGrant(value, 'subject-1', PASSPORT, NOW)).toBeNull();
  }
});

test('a grant opens its subject to its viewer in its request until its time', () => {
  const grant = minted();
  expect(openGrant(grant, 'subject-1', PASSPORT, NOW)).toBe(grant);
  expect(openGrant(grant, 'subject-1', PASSPORT, NOW + 4)).toBe(grant);
  expect(openGrant(grant, 'subject-1', PASSPORT, NOW + 5)).toBeNull();
  expect(openGrant(grant, 'subject-2', PASSPORT, NOW)).toBeNull();
  expect(openGrant(minted({ viewer: 'another' }), 'subject-1', PASSPORT, NOW)).toBeNull();
  expect(openGrant(minted({ request: 'request-2' }), 'subject-1', PASSPORT, NOW)).toBeNull();
});
