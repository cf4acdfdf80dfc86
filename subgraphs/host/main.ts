import { existsSync } from 'node:fs';
import { supergraph } from '@seisi/schema/sdl';
import { type RoomArguments, type RoomConfig, readRoomArguments, readRoomConfig } from './config.ts';
import { type ServedRoom, serveRoom } from './serve.ts';
import type { Subgraph } from './subgraph.ts';

/** @throws an error that names the secret that this room cannot run without */
function refuseWithoutSecrets(
  { mint, signs, issues }: Subgraph<unknown>,
  { factsKeys, signingKey, issuer }: Pick<RoomConfig, 'factsKeys' | 'signingKey' | 'issuer'>,
): void {
  if (mint !== undefined && factsKeys.length === 0)
    throw new Error('The room that mints needs the secret facts-keys.');
  if (signs === true && signingKey === null)
    throw new Error('The room that keeps the log of receipts needs the secret receipt-key.json.');
  if (issues === true && issuer === null)
    throw new Error('The room that issues cards needs the secret card-key.json.');
}

/** Runs one room as a process: `pnpm subgraph ROOM --port N`. It prints its address, and stops on SIGTERM or SIGINT after what is under way; where a process started it that speaks to it, when that one lets go. */
async function main({ name, port }: RoomArguments): Promise<void> {
  const door = new URL(`../${name}/subgraph.ts`, import.meta.url);
  if (name === undefined || name === 'host' || !/^[a-z][a-z-]*$/.test(name) || !existsSync(door)) {
    throw new Error('Name a room: a folder of subgraphs/ with a subgraph.ts.');
  }
  const config = readRoomConfig(undefined, { port });
  const { subgraph } = (await import(door.href)) as { readonly subgraph: Subgraph<unknown> };
  const mints = subgraph.mint !== undefined;
  refuseWithoutSecrets(subgraph, config);
  const { signingKey, issuer, messages, outgoing, ...rest } = config;
  const served = await serveRoom(subgraph, {
    ...rest,
    ...(signingKey === null ? {} : { signingKey }),
    ...(issuer === null ? {} : { issuer }),
    ...(messages === null ? {} : { messages }),
    ...(outgoing === null ? {} : { outgoing }),
    onNotice: (line) => process.stderr.write(`${line}\n`),
    neighbour: (room) => config.neighbours.get(room) ?? null,
    reach: (room) => config.neighbours.get(room) ?? null,
    inquire: (room) => config.neighbours.get(room) ?? null,
    factsKeys: { kind: mints ? 'MASTER' : 'OWN', keys: config.factsKeys },
    supergraphSdl: supergraph(),
    now: Date.now,
    onFailure: (failure) => process.stderr.write(`${JSON.stringify(failure)}\n`),
  });
  process.stdout.write(`${name} ${served.url}\n`);
  process.on('SIGHUP', () => renew(served, port));
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    if (process.connected) process.disconnect();
    served.close().catch(fail);
  };
  process.on('SIGTERM', stop);
  if (process.send === undefined) return void process.on('SIGINT', stop);
  // Ctrl-C reaches the whole group: who started this room still needs it for the answers under way.
  process.on('SIGINT', () => {});
  // Whoever started it may have gone before it listened.
  if (process.connected) process.once('disconnect', stop);
  else stop();
}

/** Reads the secrets anew; where one of them does not fit, all the old ones go on. */
function renew(served: ServedRoom, port: string | undefined): void {
  try {
    const { grantKeys, cursorKeys, factsKeys, signingKey, formerSigningKeys, passportKeys } = readRoomConfig(
      undefined,
      { port },
    );
    const signing = signingKey === null ? null : { key: signingKey, former: formerSigningKeys };
    served.renew({ grantKeys, cursorKeys, factsKeys, signing, passportKeys });
    process.stderr.write('The keys were read anew.\n');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The keys stay as they were: ${reason}\n`);
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

try {
  await main(readRoomArguments(process.argv.slice(2)));
} catch (error) {
  fail(error);
}
