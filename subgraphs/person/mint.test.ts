import { cursorSeal } from '@seisi/host/cursor';
import { openDatabase } from '@seisi/host/database';
import { ticketSeal } from '@seisi/host/documents';
import { factsWire } from '@seisi/host/facts-wire';
import { grantWire } from '@seisi/host/grant-wire';
import { openMemory } from '@seisi/host/memory';
import { NOW } from '@seisi/host/testing';
import { classSet } from '@seisi/schema/classes';
import { isGrant, openGrant } from '@seisi/schema/grant';
import { Passport } from '@seisi/schema/passport-mint';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, expect, test } from 'vitest';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { citizen, officer, passportOf } from './ground/testing.ts';
import { TODAY } from './household.testing.ts';
import { type MintReads, mintGrants } from './mint.ts';
import type { PersonRow } from './person.table.ts';

const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/none');
afterAll(() => nowhere.close());

const partsOf = (passport: Passport) => ({
  db: nowhere.db,
  read: nowhere.read,
  aside: nowhere.db,
  memory: openMemory(() => 0),
  passport,
  now: () => NOW,
  today: TODAY,
  cursors: cursorSeal(['a key for tests']),
  tickets: ticketSeal('person', ['a key for tests']),
  grants: grantWire(['a key for tests']),
  areFactsFresh: async () => true,
  reached: async () => new Set<string>(),
  inquire: async () => null,
  facts: factsWire('person', { kind: 'MASTER', keys: ['a key'] }),
  issuer: null,
  supergraphSdl: '',
});

const home: Situation = {
  key: 'home',
  state: '05',
  district: '5_5',
  sealed: false,
  sealedElsewhere: false,
  referrers: [],
  residents: [{ personKey: 'ana', relation: 'HEAD', adult: true }],
  earners: [],
  consenters: [],
};
const posting: Ground = {
  kind: 'POSTING',
  personKey: 'officer',
  agency: 'jkm',
  areas: ['05'],
  classes: classSet(['register']),
  kin: ['officer'],
  assurance: 'high',
};

/** Reads that answer from one household, but for what a test says otherwise. */
const readsOf = (given: Partial<MintReads> = {}): MintReads => ({
  ground: () => Promise.resolve(posting),
  situation: (key) => Promise.resolve(key === 'home' ? home : null),
  isCounted: () => Promise.resolve(true),
  homes: (key) => Promise.resolve(key === 'ana' ? [{ householdKey: 'home', consents: [] }] : []),
  ...given,
});

const passport = passportOf(officer('officer-1'), NO_BASIS);
const fail = () => Promise.reject(new Error('the register is down'));

test('a grant fits its subject, viewer and request alone', async () => {
  const grant = await mintGrants(partsOf(passport), readsOf())('Person', 'ana');

  expect(isGrant(grant)).toBe(true);
  expect(grant?.classes).toBe(classSet(['register']));
  expect(openGrant(grant, 'ana', passport, NOW)).toBe(grant);
  expect(openGrant(grant, 'home', passport, NOW)).toBeNull();
  expect(openGrant(grant, 'ana', passportOf(officer('officer-1'), NO_BASIS), NOW)).toBeNull();
  expect(openGrant(grant, 'ana', passportOf(citizen({ id: 'x' } as PersonRow), NO_BASIS), NOW)).toBeNull();
  expect(openGrant(grant, 'ana', passport, passport.expires)).toBeNull();
});

test('a grant says what opened its classes beside the basis, and whether a seal covers the subject', async () => {
  const agreement: Ground = {
    ...{ kind: 'AGREEMENT', id: 'A-1', agency: 'ngo', purpose: 'SERVICE_DELIVERY', areas: ['05'] },
    ...{ classes: classSet(['register']), population: 'ALL', dailySubjects: 10, incidents: [] },
    ...{ consented: classSet(['health']), assurance: 'high' },
  };
  const consents = [
    { agency: 'ngo', purposes: ['SERVICE_DELIVERY'], classes: classSet(['health']), recordedBy: [] },
  ];
  const protecting = { ...posting, classes: classSet(['register', 'protection']) };
  const ofAna = (reads: Partial<MintReads>) => mintGrants(partsOf(passport), readsOf(reads))('Person', 'ana');

  expect(
    await ofAna({
      ground: () => Promise.resolve(agreement),
      homes: () => Promise.resolve([{ householdKey: 'home', consents }]),
    }),
  ).toMatchObject({ byConsent: classSet(['health']), byIncident: 0, isSealed: false });
  expect(
    await ofAna({
      ground: () => Promise.resolve(protecting),
      situation: () => Promise.resolve({ ...home, sealed: true }),
    }),
  ).toMatchObject({ byConsent: 0, byIncident: 0, isSealed: true });
});

test('a subject is decided once in a request', async () => {
  let decided = 0;
  const situation = () => {
    decided += 1;
    return Promise.resolve(home);
  };
  const grantOf = mintGrants(partsOf(passport), readsOf({ situation }));
  const [first, second] = await Promise.all([grantOf('Household', 'home'), grantOf('Household', 'home')]);

  expect(first).toBe(second);
  expect(decided).toBe(1);
});

test('who is out of reach, unknown, or in a household that is not on record gets no grant', async () => {
  const grantOf = mintGrants(
    partsOf(passport),
    readsOf({
      homes: (key) => Promise.resolve(key === 'budi' ? [{ householdKey: 'gone', consents: [] }] : []),
    }),
  );

  expect(await grantOf('Household', 'elsewhere')).toBeNull();
  expect(await grantOf('Person', 'ana')).toBeNull();
  expect(await grantOf('Person', 'budi')).toBeNull();
});

test('one household that is not on record puts a person out of reach, the own person too: it may be sealed', async () => {
  const self: Ground = { kind: 'SELF', personKey: 'ana', adult: true, assurance: 'high' };
  const homesOf = (...keys: string[]) => ({
    homes: () => Promise.resolve(keys.map((householdKey) => ({ householdKey, consents: [] }))),
  });
  const ofAna = (reads: Partial<MintReads>) => mintGrants(partsOf(passport), readsOf(reads))('Person', 'ana');

  expect(await ofAna(homesOf('home'))).not.toBeNull();
  expect(await ofAna(homesOf('home', 'gone'))).toBeNull();
  expect(await ofAna({ ...homesOf('gone'), ground: () => Promise.resolve(self) })).toBeNull();
});

test.each(['ground', 'situation', 'homes'] as const)('a failure of %s rejects the grant', async (read) => {
  const grantOf = mintGrants(partsOf(passport), readsOf({ [read]: fail }));

  await expect(grantOf('Person', 'ana')).rejects.toThrow('the register is down');
});

test('without a ground nothing is read', async () => {
  const reads = readsOf({ ground: () => Promise.resolve({ kind: 'NONE' }), situation: fail, homes: fail });

  expect(await mintGrants(partsOf(passport), reads)('Person', 'ana')).toBeNull();
});

test('a grant ends with its request, and after five seconds at the latest', async () => {
  const lasting = (milliseconds: number) => new Passport({ ...passport, expires: NOW + milliseconds });
  const endOf = async (milliseconds: number) =>
    (await mintGrants(partsOf(lasting(milliseconds)), readsOf())('Person', 'ana'))?.expires;
  expect(await endOf(1_000)).toBe(NOW + 1_000);
  expect(await endOf(60_000)).toBe(NOW + 5_000);
});

test('a household gets a grant of its own, and a person’s consents count', async () => {
  const consent = {
    agency: 'ngo',
    purposes: ['SERVICE_DELIVERY'],
    classes: classSet(['contact']),
    recordedBy: [],
  };
  const agreement: Ground = {
    kind: 'AGREEMENT',
    id: 'agreement',
    dailySubjects: 1000,
    agency: 'ngo',
    purpose: 'SERVICE_DELIVERY',
    areas: ['05'],
    classes: classSet(['register']),
    population: 'ALL',
    incidents: [],
    consented: 0,
    assurance: 'high',
  };
  const grantOf = mintGrants(
    partsOf(passport),
    readsOf({
      ground: () => Promise.resolve(agreement),
      homes: () => Promise.resolve([{ householdKey: 'home', consents: [consent] }]),
    }),
  );

  expect(await grantOf('Household', 'home')).toMatchObject({
    subject: 'home',
    classes: classSet(['register']),
  });
  expect(await grantOf('Person', 'ana')).toMatchObject({ classes: classSet(['register', 'contact']) });
});

test('a grant is minted once for a subject and request, and given at once to whoever asks later', async () => {
  const grantOf = mintGrants(partsOf(passport), readsOf());
  const [first, second] = await Promise.all([grantOf('Person', 'ana'), grantOf('Person', 'ana')]);

  expect(second).toBe(first);
  expect(grantOf('Person', 'ana')).toBe(first);
  expect(first).not.toBeNull();
});
