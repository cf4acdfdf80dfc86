import postgres, { type Sql } from 'postgres';
import { Refusal } from './refusal.ts';

/** A connection of the migrator: one at a time, and PostgreSQL's notices are not printed. */
export function connect(url: string): Sql {
  return postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
}

/** Does something over a connection of its own, and closes it. */
export async function withConnection<T>(url: string, act: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url);
  try {
    return await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The same server and rights, another database, user or password. */
export function urlWith(url: string, parts: { database?: string; user?: string; password?: string }): string {
  const changed = new URL(url);
  if (parts.database !== undefined) changed.pathname = `/${encodeURIComponent(parts.database)}`;
  if (parts.user !== undefined) changed.username = encodeURIComponent(parts.user);
  if (parts.password !== undefined) changed.password = encodeURIComponent(parts.password);
  return changed.href;
}

/** The name of the database that an address leads to. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** Refuses an address that leads to no database, or whose role may not do what migrating needs; the sentence names what is missing, never the password. */
export async function refuseUnfitDatabase(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol) || databaseOf(url) === '') {
    throw new Refusal('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  }
  const { host } = new URL(url);
  const missing = await withConnection(url, missingRights).catch((error: unknown) => {
    throw new Refusal(
      `The database ${databaseOf(url)} at ${host} (DATABASE_URL) cannot be reached: ${reasonOf(error)}.`,
    );
  });
  if (missing.length === 0) return refuseOldServer(url);
  throw new Refusal(
    `The role ${decodeURIComponent(new URL(url).username)} of DATABASE_URL needs ${missing.join(' and ')} to migrate the database ${databaseOf(url)}.`,
  );
}

/** Older ones cannot tell, without running a statement, whether a role may run it (`explain (generic_plan)`), by which rooms read together. */
const OLDEST_SERVER = 16;

async function refuseOldServer(url: string): Promise<void> {
  const version = await withConnection(url, async (sql) => {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
    return Math.floor(Number(row?.version) / 10_000);
  });
  if (version >= OLDEST_SERVER) return;
  throw new Refusal(
    `PostgreSQL ${version} is too old: DATABASE_URL needs one of version ${OLDEST_SERVER} or later.`,
  );
}

async function missingRights(sql: Sql): Promise<string[]> {
  const [rights] = await sql<{ roles: boolean; schemas: boolean; name: string }[]>`
    select r.rolsuper or r.rolcreaterole as roles,
           has_database_privilege(current_database(), 'CREATE') as schemas,
           quote_ident(current_database()) as name
      from pg_roles r where r.rolname = current_user`;
  return [
    ...(rights?.roles === true ? [] : ['CREATEROLE']),
    ...(rights?.schemas === true ? [] : [`CREATE ON DATABASE ${rights?.name ?? ''}`]),
  ];
}

function reasonOf(error: unknown): string {
  const causes = error instanceof AggregateError ? error.errors : [error];
  const cause = causes[0] as NodeJS.ErrnoException;
  if (cause.code === 'ECONNREFUSED') return 'nobody listens there';
  if (cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN') return 'there is no such host';
  if (cause.code === 'CONNECT_TIMEOUT' || cause.code === 'ETIMEDOUT') return 'it does not answer';
  return cause.message;
}
