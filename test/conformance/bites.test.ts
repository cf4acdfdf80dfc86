import { expect, test } from 'vitest';
import type { GatewayAdapter, GatewayRequest, RunningGateway } from './adapter.ts';
import { runCampaign } from './campaign.ts';
import type { SubgraphRoom } from './rooms.ts';
import { POLICIES, SCOPES } from './rule.ts';
import { seisi } from './seisi.ts';

const EVERYTHING = { authenticated: true, scopes: SCOPES, policies: POLICIES };

/** Our gateway with something broken about it. */
function broken(
  name: string,
  execute: (gateway: RunningGateway, request: GatewayRequest) => ReturnType<RunningGateway['execute']>,
  room: (room: SubgraphRoom) => SubgraphRoom = (whole) => whole,
): GatewayAdapter {
  return {
    name,
    start: async (supergraphSdl, rooms) => {
      const gateway = await seisi.start(supergraphSdl, rooms.map(room));
      return { execute: (request) => execute(gateway, request), close: () => gateway.close() };
    },
  };
}

const plainly = (gateway: RunningGateway, request: GatewayRequest) => gateway.execute(request);

const forgetful: SubgraphRoom['execute'] = async () => ({ data: null, errors: [{ message: 'no' }] });

const BROKEN: readonly (readonly [string, GatewayAdapter, string])[] = [
  [
    'takes everybody for somebody who may see everything',
    broken('lax', (gateway, request) => gateway.execute({ ...request, rights: EVERYTHING })),
    'data:',
  ],
  [
    'fetches everything and strips the answer afterwards',
    broken('late', async (gateway, request) => {
      await gateway.execute({ ...request, rights: EVERYTHING });
      return gateway.execute(request);
    }),
    'fetched:',
  ],
  [
    'leaves nulls without saying why',
    broken('silent', async (gateway, request) => ({ ...(await gateway.execute(request)), errors: [] })),
    'is not told',
  ],
  [
    'shows less than it may',
    broken('strict', (gateway, request) =>
      gateway.execute({ ...request, rights: { ...request.rights, policies: [] } }),
    ),
    'data:',
  ],
  [
    'forwards values that nobody has to its subgraphs',
    broken('gullible', plainly, (room) => ({
      ...room,
      execute: (request) => room.execute({ ...request, variables: forged(request.variables) }),
    })),
    'in a representation',
  ],
  [
    'does not say that a subgraph failed',
    broken('deaf', plainly, (room) => ({ ...room, execute: forgetful })),
    'is no error of a closed field',
  ],
];

function forged(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { representations } = variables;
  if (!Array.isArray(representations)) return variables;
  return {
    ...variables,
    representations: representations.map((one: object) => ({ ...one, name: 'a client’s' })),
  };
}

test.each(BROKEN)('a gateway that %s does not pass', async (_what, adapter, fault) => {
  const tally = await runCampaign(adapter, { schemas: 12, operations: 12, seed: 'bites' });
  const faults = tally.failures.flatMap((failure) => failure.faults);
  expect(faults.filter((one) => one.includes(fault))).not.toEqual([]);
});
