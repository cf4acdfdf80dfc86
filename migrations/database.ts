import type { Config } from './config.ts';
import { refuseUnfitDatabase, withConnection } from './connection.ts';
import { type Home, openHome } from './home.ts';
import { DATABASE } from './postgres/cluster.ts';
import { releaseLock, takeLock } from './postgres/lock.ts';
import { type ServerSettings, startServer, urlOfRunning } from './postgres/server.ts';
import { Refusal } from './refusal.ts';

/** A database that is up: the served one of `DATABASE_URL`, or the embedded one for as long as it is not closed. */
export type OpenDatabase = {
  /** As its administrator. */
  readonly adminUrl: string;
  /** Resolves with the sentence to show when the database ends by itself. */
  readonly lost: Promise<Refusal>;
  /** Stops what was started here, and nothing else. */
  close(): Promise<void>;
};

/** What to do when another process keeps this home's database. */
export type WhenHeld = 'refuse' | 'join';

const NEVER = new Promise<never>(() => {});

/** Takes the home's database for this process before anything is started; what it returns opens it. A home that another start holds is refused or joined. */
export async function holdDatabase(config: Config, whenHeld: WhenHeld): Promise<() => Promise<OpenDatabase>> {
  const { databaseUrl } = config;
  if (databaseUrl !== null) return () => openServed(databaseUrl);
  const home = openHome(config);
  const holder = takeLock(home.postgres);
  if (holder === null)
    return () => openEmbedded(home, { max_connections: String(connectionsFor(config.workers)) });
  if (whenHeld === 'join') return () => joinRunning(home);
  throw new Refusal(
    `Seisi already runs on ${home.folder} (pid ${holder.pid}): stop it first, or set SEISI_HOME to another folder.`,
  );
}

/** PostgreSQL's usual hundred, or what so many processes open at the most, with some left for commands beside them. */
function connectionsFor(workers: number): number {
  return Math.max(100, 50 * workers + 20);
}

/** Gives a home back that was held and not opened. */
export function giveBack(config: Config): void {
  if (config.databaseUrl === null) releaseLock(openHome(config).postgres);
}

async function openServed(url: string): Promise<OpenDatabase> {
  await refuseUnfitDatabase(url);
  return { adminUrl: url, lost: NEVER, close: async () => {} };
}

/** Starts the embedded server of a home that the caller holds, with a database in it. */
export async function openEmbedded(home: Home, settings: ServerSettings = {}): Promise<OpenDatabase> {
  try {
    const server = await startServer(home, settings);
    const close = async (): Promise<void> => {
      await server.close();
      releaseLock(home.postgres);
    };
    await makeDatabase(server.url('postgres')).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { adminUrl: server.url(DATABASE), lost: server.lost, close };
  } catch (error) {
    releaseLock(home.postgres);
    throw error;
  }
}

async function joinRunning(home: Home): Promise<OpenDatabase> {
  const url = urlOfRunning(home);
  if (url === null)
    throw new Refusal(`Another process is just starting the database of ${home.folder}: try again.`);
  return { adminUrl: url(DATABASE), lost: NEVER, close: async () => {} };
}

async function makeDatabase(maintenanceUrl: string): Promise<void> {
  await withConnection(maintenanceUrl, async (sql) => {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found === undefined) await sql.unsafe(`create database "${DATABASE}"`);
  });
}
