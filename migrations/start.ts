import { type Config, readConfig } from './config.ts';
import { giveBack, holdDatabase, type OpenDatabase } from './database.ts';
import { emptyRegistry, fillRegistry, refuseFilling, registryStatus } from './fill.ts';
import { greeting } from './greeting.ts';
import { type GatewayOrder, openGateway } from './open-gateway.ts';
import { isTaken } from './postgres/port.ts';
import { showProgress } from './progress.ts';
import { Refusal, runCommand } from './refusal.ts';
import { reload, type Served } from './reload.ts';
import { discoverRooms } from './rooms.ts';
import { migrate } from './run.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { startWorkers } from './workers.ts';

type Closer = () => Promise<void>;

/** Brings up the gateway with its rooms on a database that is filled. */
export type Serving = (order: GatewayOrder, secrets: Secrets) => Promise<Served>;

/** Brings up the whole house, in this process unless it is served otherwise, and keeps it until the signal: database, migrations, a registry, the gateway with all rooms. */
export async function start(config: Config, stop: AbortSignal, serving: Serving = serve): Promise<void> {
  const open = await holdDatabase(config, 'refuse');
  await refuseTakenPort(config.port).catch((error: unknown) => {
    giveBack(config);
    throw error;
  });
  say('Starting the database');
  const database = await open();
  const closers: Closer[] = [database.close];
  const lost = database.lost.then((refusal) => Promise.reject(refusal));
  try {
    await Promise.race([lost, aborted(stop), raise(config, { database, closers, serving }, stop)]);
    await Promise.race([lost, aborted(stop)]);
  } finally {
    say('Stopping');
    for (const close of closers.toReversed()) await close();
  }
}

type Raising = {
  readonly database: OpenDatabase;
  readonly closers: Closer[];
  readonly serving: Serving;
};

/** Each step in its order; a stop between two of them takes the next ones away. What it started is closed by its closers, the last one first. */
async function raise(
  config: Config,
  { database, closers, serving }: Raising,
  stop: AbortSignal,
): Promise<void> {
  const rooms = discoverRooms();
  const secrets = readSecrets(config);
  await migrate(database.adminUrl, secrets, rooms);
  if (!stop.aborted) await fillIfEmpty(config, database.adminUrl, rooms);
  if (stop.aborted) return;
  say('Starting the gateway');
  const gateway = await serving({ config, adminUrl: database.adminUrl }, secrets).catch((error: unknown) => {
    throw isAddressInUse(error) ? takenPort(config.port) : error;
  });
  closers.push(gateway.close);
  if (config.settingsFile !== null) process.on('SIGHUP', () => reload(gateway));
  process.stdout.write(greeting(config, `${gateway.url}/graphql`, process.pid));
}

/** In this process; or in several, where the configuration says so. */
function serve(order: GatewayOrder, secrets: Secrets): Promise<Served> {
  const { workers } = order.config;
  if (workers === 1) return openGateway(order, secrets);
  return startWorkers(workers, order, (line) => process.stderr.write(`${line}\n`));
}

async function fillIfEmpty(config: Config, adminUrl: string, rooms: readonly string[]): Promise<void> {
  const status = await registryStatus(adminUrl);
  if (status === 'FILLED' || config.households === 0) return;
  const filling = { households: config.households, seed: 1, asOf: '2026-01-01' };
  refuseFilling(config, filling);
  if (status === 'HALF_FILLED') {
    say('The registry was left half-filled, and is made anew');
    await emptyRegistry(adminUrl, rooms);
  }
  await fillRegistry(adminUrl, filling, showProgress('Inventing households'));
}

async function refuseTakenPort(port: number): Promise<void> {
  if (port !== 0 && (await isTaken(port))) throw takenPort(port);
}

function takenPort(port: number): Refusal {
  return new Refusal(`Port ${port} is taken by another program: set PORT to a free one.`);
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function aborted(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });
}

function say(sentence: string): void {
  process.stdout.write(`${sentence} …\n`);
}

/** Aborted by the first signal that asks this process to end; where there are settings to read anew, SIGHUP asks for that. */
export function stopSignal({ settingsFile }: Config): AbortSignal {
  const stop = new AbortController();
  const names = ['SIGINT', 'SIGTERM', ...(settingsFile === null ? (['SIGHUP'] as const) : [])] as const;
  for (const name of names) process.on(name, () => stop.abort());
  return stop.signal;
}

if (import.meta.main) {
  await runCommand(() => {
    const config = readConfig();
    return start(config, stopSignal(config));
  });
}
