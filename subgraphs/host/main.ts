import { existsSync } from 'node:fs';
import { supergraph } from '@seisi/schema/sdl';
import { readRoomConfig } from './config.ts';
import { serveRoom } from './serve.ts';
import type { Subgraph } from './subgraph.ts';

/** Runs one room as a process: `node subgraphs/host/main.ts ROOM`. It prints its address, and stops on SIGTERM or SIGINT after what is under way. */
async function main(name: string | undefined): Promise<void> {
  const door = new URL(`../${name}/subgraph.ts`, import.meta.url);
  if (name === undefined || name === 'host' || !/^[a-z][a-z-]*$/.test(name) || !existsSync(door)) {
    throw new Error('Name a room: a folder of subgraphs/ with a subgraph.ts.');
  }
  const config = readRoomConfig();
  const { subgraph } = (await import(door.href)) as { readonly subgraph: Subgraph<unknown> };
  const mints = subgraph.mint !== undefined;
  if (mints && config.factsKeys.length === 0)
    throw new Error('The room that mints needs the secret facts-keys.');
  if (subgraph.works !== undefined && config.signingKey === null)
    throw new Error('The room that keeps the log of receipts needs the secret receipt-key.json.');
  const { signingKey, ...rest } = config;
  const served = await serveRoom(subgraph, {
    ...rest,
    ...(signingKey === null ? {} : { signingKey }),
    onNotice: (line) => process.stderr.write(`${line}\n`),
    neighbour: (room) => config.neighbours.get(room) ?? null,
    reach: (room) => config.neighbours.get(room) ?? null,
    factsKeys: { kind: mints ? 'MASTER' : 'OWN', keys: config.factsKeys },
    supergraphSdl: supergraph(),
    now: Date.now,
    onFailure: (failure) => process.stderr.write(`${JSON.stringify(failure)}\n`),
  });
  process.stdout.write(`${name} ${served.url}\n`);
  const stop = (): void => {
    served.close().catch(fail);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

main(process.argv[2]).catch(fail);
