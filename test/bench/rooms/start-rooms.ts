import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { roomNames } from '@seisi/gateway/plan/rooms';
import { databaseOf } from '@seisi/migrations/connection';
import { factsKeysOf } from '@seisi/migrations/facts-keys';
import { roomUrl } from '@seisi/migrations/roles';
import { readSecrets } from '@seisi/migrations/secrets';
import { startChild } from '../child.ts';
import { benchConfig, variantEnvironment } from '../config.ts';
import type { Order } from '../order.ts';

/** Rooms in processes of their own: where each listens. */
export type StartedRooms = {
  readonly urls: Readonly<Record<string, string>>;
  readonly pids: readonly number[];
  close(): Promise<void>;
};

const MAIN = join(import.meta.dirname, '../../../subgraphs/host/main.ts');
/** The room that decides, holds the masters of the keys for facts. */
const MINTS = 'person';
/** The room that signs the log of receipts, alone has its key. */
const SIGNS = 'receipt';

/** Each room without its guard, over HTTP. */
export async function startPlainRooms(order: Order): Promise<StartedRooms> {
  const children = await Promise.all(
    roomNames().map(
      async (room) =>
        [room, await startChild('serve/plain-room.ts', { ...order, workers: 1, room })] as const,
    ),
  );
  return {
    urls: Object.fromEntries(children.map(([room, { url }]) => [room, url])),
    pids: children.flatMap(([, { pids }]) => pids),
    close: async () => void (await Promise.all(children.map(([, child]) => child.close()))),
  };
}

/** Each room as the product runs it apart: `node subgraphs/host/main.ts ROOM`, guarded, with its own secrets. */
export async function startGuardedRooms(order: Order): Promise<StartedRooms> {
  const secrets = mkdtempSync(join(tmpdir(), 'seisi-bench-'));
  const ports = new Map(
    await Promise.all(roomNames().map(async (room) => [room, await freePort()] as const)),
  );
  const urls = Object.fromEntries(
    [...ports].map(([room, port]) => [room, `http://127.0.0.1:${port}/graphql`]),
  );
  const children = roomNames().map((room) => startGuarded(room, order, secrets, ports, urls));
  const close = async (): Promise<void> => {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(ended));
    rmSync(secrets, { recursive: true });
  };
  try {
    await Promise.all(Object.values(urls).map(untilReady));
  } catch (error) {
    await close();
    throw error;
  }
  return { urls, pids: children.map(({ pid }) => pid ?? 0), close };
}

function startGuarded(
  room: string,
  { home, adminUrl }: Order,
  secrets: string,
  ports: ReadonlyMap<string, number>,
  urls: Readonly<Record<string, string>>,
): ChildProcess {
  const known = readSecrets(benchConfig(home));
  const folder = join(secrets, room);
  cpSync(join(home, 'secrets'), folder, { recursive: true });
  if (room !== MINTS) writeFileSync(join(folder, 'facts-keys'), factsKeysOf(room, known.factsKeys));
  const others = room === SIGNS ? [] : ['receipt-key.json'];
  for (const kept of [
    'role-password',
    'issuer-key.json',
    'passport-key.json',
    'superuser-password',
    ...others,
  ])
    rmSync(join(folder, kept), { force: true });
  const addresses = Object.entries(urls).map(([name, url]) => [`SUBGRAPH_URL_${name.toUpperCase()}`, url]);
  return spawn(process.execPath, [MAIN, room], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: variantEnvironment({
      DATABASE_URL: roomUrl(adminUrl, databaseOf(adminUrl), room, known),
      SEISI_SECRETS_DIR: folder,
      PORT: String(ports.get(room)),
      ...Object.fromEntries(addresses),
    }),
  });
}

const READY_WITHIN = 60_000;

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN;
  while (Date.now() < until) {
    const isReady = await fetch(new URL('/health', url)).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(20);
  }
  throw new Error(`The room at ${url} is not ready.`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
