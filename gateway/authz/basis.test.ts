import type { Room, RoomError } from '@seisi/schema/room';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { runPhases } from '../phase.ts';
import type { Lease } from '../reliance.ts';
import type { GraphRequest } from '../request.ts';
import { basis } from './basis.ts';

const VIEWER: Viewer = {
  id: 'officer-1',
  kind: 'OFFICER',
  agency: 'jkm',
  person: null,
  scopes: [],
  assurance: 'high',
  agreement: null,
  purpose: null,
  posting: null,
};
const CITIZEN: Viewer = { ...VIEWER, id: 'account-1', kind: 'CITIZEN', agency: null, person: 'p' };
const CLIENT: Viewer = { ...VIEWER, id: 'client-1', kind: 'AGENCY_CLIENT' };
const POSTING: Basis = { kind: 'POSTING', id: 'p', personKey: 'k', agency: 'jkm', areas: ['MY'], classes: 0 };
const SELF: Basis = { kind: 'SELF', personKey: 'k', classes: 0 };
const AGREEMENT: Basis = {
  kind: 'AGREEMENT',
  id: 'a',
  agency: 'jkm',
  purpose: 'PUBLIC_EMERGENCY',
  legalBasis: 'EMERGENCY',
  areas: ['MY'],
  population: 'ALL',
  classes: 0,
};
/** One in the afternoon in Malaysia, and the midnight after it. */
const NOON = Date.parse('2026-11-22T13:00:00+08:00');
const MIDNIGHT = Date.parse('2026-11-23T00:00:00+08:00');

const leaseAt = (version: number | null): Lease => ({
  version: async () => version,
  stands: async () => true,
  standsNow: () => true,
  close: () => {},
});

type How = {
  readonly version?: number | null;
  readonly trustsFacts?: boolean;
  readonly errors?: readonly RoomError[];
};

function requestOf(viewer: Viewer | null, trustsFacts: boolean): GraphRequest {
  const document = parse('{ a }');
  return {
    caller: { request: 'r', viewer, expires: NOON + 1000, signal: AbortSignal.timeout(1000) },
    document,
    operation: getOperationAST(document)!,
    fragments: new Map(),
    variables: {},
    asksDecisions: false,
    asksCost: false,
    charge: { taken: null },
    cost: null,
    decisions: null,
    trustsFacts,
    basis: NO_BASIS,
    reliance: null,
    areGroundsKnown: true,
    passport: null,
    decision: null,
    plan: null,
    planned: null,
    disclosure: null,
    intent: null,
    told: null,
    answer: null,
  };
}

/** What the step makes of a request, where the register of grounds tells this; null is no register. */
async function told(
  viewer: Viewer | null,
  facts: object | null,
  { version = 7, trustsFacts = true, errors = [] }: How = {},
) {
  const asked: unknown[] = [];
  const room: Room | null =
    facts === null
      ? null
      : {
          name: 'person',
          execute: async ({ passport }) => {
            asked.push(passport.facts);
            return { data: { basisFacts: facts }, ...(errors.length === 0 ? {} : { errors }) };
          },
          ready: async () => {},
          close: async () => {},
        };
  const request = requestOf(viewer, trustsFacts);
  await runPhases([basis(room, leaseAt(version), () => NOON)], request);
  return { ...request, asked };
}

test('an answer relies on the facts from the version on that was newest when it began, of its own holder, to the end of the day', async () => {
  const until = MIDNIGHT;
  expect((await told(VIEWER, POSTING)).reliance).toEqual({ since: 7, holder: 'officer-1', until });
  expect((await told(CLIENT, AGREEMENT)).reliance).toEqual({ since: 7, holder: 'jkm', until });
  expect((await told(CITIZEN, SELF)).reliance).toEqual({ since: 7, holder: 'k', until });
  expect((await told(CITIZEN, { kind: 'NONE', choices: 0 })).reliance).toBeNull();
  expect((await told(null, POSTING)).reliance).toBeNull();
});

test('an incident that ends sooner ends it sooner, and is no part of the basis', async () => {
  const request = await told(CLIENT, { ...AGREEMENT, until: NOON + 60_000 });
  expect(request.reliance?.until).toBe(NOON + 60_000);
  expect(request.basis).toEqual(AGREEMENT);
  expect(request.passport?.basis).toEqual(AGREEMENT);
});

test('the passport says from which version on it is decided', async () => {
  const request = await told(VIEWER, POSTING);
  expect(request.asked).toEqual([7]);
  expect(request.passport?.facts).toBe(7);
});

test.each([{ version: null }, { trustsFacts: false }])(
  'where facts cannot be relied on ($version, $trustsFacts) only a citizen is asked about, and nothing is relied on',
  async (how) => {
    const citizen = await told(CITIZEN, SELF, how);
    expect(citizen).toMatchObject({ basis: SELF, areGroundsKnown: true, reliance: null, asked: [null] });
    expect(citizen.passport?.facts).toBeNull();
    for (const viewer of [VIEWER, CLIENT])
      expect(await told(viewer, POSTING, how)).toMatchObject({
        basis: NO_BASIS,
        areGroundsKnown: false,
        reliance: null,
        asked: [],
      });
  },
);

test.each([
  ['an officer', VIEWER, 'posting'],
  ['an agency', CLIENT, 'agreement'],
])('%s with several grounds is told to name one of them', async (_who, viewer, what) => {
  await expect(told(viewer, { kind: 'NONE', choices: 2 })).rejects.toMatchObject({
    code: 'BASIS_REQUIRED',
    message: `This token has more than one ${what} in force. Name one of them.`,
  });
});

test('one ground that was not found is none to be named, and one that was found needs no naming', async () => {
  for (const none of [{ kind: 'NONE', choices: 1 }, { kind: 'NONE', choices: 0 }, { kind: 'NONE' }])
    expect(await told(VIEWER, none)).toMatchObject({ areGroundsKnown: true, basis: { kind: 'NONE' } });
  expect((await told(VIEWER, { ...POSTING, choices: 2 })).basis).toMatchObject({ kind: 'POSTING' });
});

test('a ground that comes with an error is not relied upon', async () => {
  const broken = await told(VIEWER, POSTING, { errors: [{ message: 'm' }] });

  expect(broken).toMatchObject({ basis: NO_BASIS, areGroundsKnown: false, reliance: null });
});

test('where nobody holds facts there is no ground, and that is known', async () => {
  expect(await told(VIEWER, null)).toMatchObject({ basis: NO_BASIS, areGroundsKnown: true, reliance: null });
});

test('for whoever shows no token no facts are asked for', async () => {
  const { passport, asked } = await told(null, POSTING);

  expect(passport?.facts).toBeNull();
  expect(asked).toEqual([]);
});

test('the step has the name that the pipeline knows it by', () => {
  expect(basis(null, leaseAt(7)).name).toBe('basis');
});
