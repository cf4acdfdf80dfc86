import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import { supergraphOf } from '@seisi/schema/access/testing';
import { classSet } from '@seisi/schema/classes';
import type { Room, RoomResult } from '@seisi/schema/room';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { runPhases } from '../phase.ts';
import { NO_LEASE } from '../reliance.ts';
import type { GraphRequest } from '../request.ts';
import { authorize } from './authorize.ts';
import { basis } from './basis.ts';

const ACCESS = readAccess(
  supergraphOf(`
  type Query { place: Int @authenticated, status: Int @policy(policies: [["aid"]]) }
  type Mutation { move: Int @authenticated, pay: Int @policy(policies: [["aid"]]) }`),
  { unmarked: 'closed' },
);
const AUTHORIZE = authorize({ access: ACCESS, table: classTable(ACCESS) });
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
const POSTING: Basis = { kind: 'POSTING', id: 'p', personKey: 'k', agency: 'jkm', areas: ['MY'], classes: 0 };

/** A register of grounds that answers like this. */
function register(execute: () => Promise<RoomResult>): Room {
  return { name: 'person', execute, ready: async () => {}, close: async () => {} };
}

const knowing = (found: Basis) => register(async () => ({ data: { basisFacts: found } }));

async function asked(room: Room, query: string, viewer: Viewer | null = VIEWER): Promise<GraphRequest> {
  const document = parse(query);
  const request: GraphRequest = {
    caller: { request: 'r', viewer, expires: Date.now() + 1_000, signal: AbortSignal.timeout(50) },
    document,
    operation: getOperationAST(document)!,
    fragments: new Map(),
    variables: {},
    asksDecisions: false,
    asksCost: false,
    charge: { taken: null },
    cost: null,
    decisions: null,
    trustsFacts: true,
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
  await runPhases([basis(room, NO_LEASE), AUTHORIZE], request);
  return request;
}

const SILENT: readonly (readonly [string, Room])[] = [
  ['fails', register(() => Promise.reject(new Error('down')))],
  [
    'answers with an error',
    register(async () => ({ data: { basisFacts: null }, errors: [{ message: 'm' }] })),
  ],
  ['answers null', register(async () => ({ data: { basisFacts: null } }))],
  ['answers nothing', register(async () => ({ data: {} }))],
  ['does not answer in time', register(() => new Promise(() => {}))],
];

test.each(SILENT)(
  'where the register of grounds %s, no ground is assumed and what it could open is unknown',
  async (_how, room) => {
    const { areGroundsKnown, basis: found, passport, decision } = await asked(room, '{ place status }');
    expect({ areGroundsKnown, found, of: passport?.basis }).toEqual({
      areGroundsKnown: false,
      found: NO_BASIS,
      of: NO_BASIS,
    });
    expect(decision?.denials.map(({ coordinate, reason }) => [coordinate, reason])).toEqual([
      ['Query.status', 'SOURCE_UNAVAILABLE'],
    ]);
  },
);

test.each(SILENT)(
  'where it %s, no mutation is begun, also none that every ground would open',
  async (_how, room) => {
    for (const query of ['mutation { move }', 'mutation { pay }'])
      await expect(asked(room, query)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  },
);

test('where it answers that there is no ground, or a small one, that is known: what it does not open is closed', async () => {
  for (const found of [NO_BASIS, POSTING]) {
    const { areGroundsKnown, decision } = await asked(knowing(found), '{ place status }');
    expect(areGroundsKnown).toBe(true);
    expect(decision?.denials.map(({ reason }) => reason)).toEqual(['CLASS_NOT_IN_BASIS']);
  }
  const open = await asked(knowing({ ...POSTING, classes: classSet(['aid']) }), '{ place status }');
  expect(open.decision?.denials).toEqual([]);
  await expect(asked(knowing(POSTING), 'mutation { pay }')).rejects.toMatchObject({
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
  });
});

test('whoever shows no token has no grounds to be asked for', async () => {
  const { areGroundsKnown } = await asked(SILENT[0]![1], '{ place }', null);
  expect(areGroundsKnown).toBe(true);
});
