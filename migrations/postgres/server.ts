import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { Refusal } from '../refusal.ts';
import { superuserPassword } from '../secrets.ts';
import { findBinaries } from './binaries.ts';
import { DATABASE, dataFolder, prepareCluster } from './cluster.ts';
import type { KeeperOrder } from './keeper.ts';
import { newPort, readPort, rememberedPort } from './port.ts';
import { runningPostmaster, stopLeftover } from './postmaster.ts';

/** A running embedded server. `url` opens a database of it as its superuser. */
export type Server = {
  readonly url: (database: string) => string;
  /** Resolves with the sentence to show when the server ends without being closed; never otherwise. */
  readonly lost: Promise<Refusal>;
  close(): Promise<void>;
};

/** Settings beyond PostgreSQL's defaults, by name. */
export type ServerSettings = Readonly<Record<string, string>>;

type Kept = { readonly keeper: ChildProcess; readonly ended: Promise<void> };

const MILLISECONDS_TO_START = 120_000;
const ATTEMPTS = 3;

/** Starts the embedded server of a home, making its files at first. The caller holds the home's lock. */
export async function startServer(home: Home, settings: ServerSettings = {}): Promise<Server> {
  const binaries = await findBinaries(home);
  const password = superuserPassword(home.secrets);
  await stopLeftover(dataFolder(home));
  await prepareCluster(home, binaries, password);
  let port = await rememberedPort(home.postgres);
  for (let attempt = 1; ; attempt += 1) {
    const kept = startKeeper(home, binaries.postgres, port, settings);
    const failure = await untilReady(home, kept);
    if (failure === null) return serverOf(home, kept, port, password);
    if (attempt === ATTEMPTS || !/Address already in use/i.test(failure)) {
      throw new Refusal(`The database did not start: ${lastFailure(failure)} (log: ${logOf(home)})`);
    }
    port = await newPort(home.postgres);
  }
}

/** The address of the server that another process keeps for this home; null where none is ready. */
export function urlOfRunning(home: Home): ((database: string) => string) | null {
  const port = readPort(home.postgres);
  const isReady = runningPostmaster(dataFolder(home))?.isReady === true;
  return isReady && port !== null ? urlOf(port, superuserPassword(home.secrets)) : null;
}

function serverOf(home: Home, kept: Kept, port: number, password: string): Server {
  let closing = false;
  return {
    url: urlOf(port, password),
    lost: new Promise((resolve) => {
      void kept.ended.then(() => {
        if (!closing) resolve(new Refusal(`The database stopped by itself; its log is ${logOf(home)}.`));
      });
    }),
    async close() {
      closing = true;
      kept.keeper.stdin?.end();
      await kept.ended;
      await stopLeftover(dataFolder(home));
    },
  };
}

function urlOf(port: number, password: string): (database: string) => string {
  return (database) => `postgres://${DATABASE}:${password}@127.0.0.1:${port}/${database}`;
}

function startKeeper(home: Home, postgres: string, port: number, settings: ServerSettings): Kept {
  if (existsSync(logOf(home))) renameSync(logOf(home), `${logOf(home)}.before`);
  const order: KeeperOrder = {
    command: postgres,
    arguments: ['-D', dataFolder(home), ...serverArguments(port, settings)],
    folder: home.postgres,
    log: logOf(home),
    uid: home.serverUser?.uid ?? null,
    gid: home.serverUser?.gid ?? null,
  };
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), JSON.stringify(order)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keeper.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    keeper.once('exit', () => resolve()).once('error', () => resolve());
  });
  return { keeper, ended };
}

/** Reached from this machine only, by TCP: a path of a socket would be too long for many homes. */
function serverArguments(port: number, settings: ServerSettings): string[] {
  const all: ServerSettings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '256MB',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Null when the server takes connections; otherwise its log. */
async function untilReady(home: Home, kept: Kept): Promise<string | null> {
  let ended = false;
  void kept.ended.then(() => {
    ended = true;
  });
  const until = Date.now() + MILLISECONDS_TO_START;
  while (!ended && Date.now() < until) {
    if (runningPostmaster(dataFolder(home))?.isReady === true) return null;
    await sleep(20);
  }
  kept.keeper.stdin?.end();
  await kept.ended;
  return existsSync(logOf(home)) ? readFileSync(logOf(home), 'utf8') : 'no reason was given';
}

function lastFailure(log: string): string {
  const lines = log.split('\n').filter((line) => /FATAL|PANIC|HINT|could not/.test(line));
  return lines.at(-1)?.trim() ?? 'its log says no reason';
}

function logOf(home: Home): string {
  return join(home.postgres, 'server.log');
}
