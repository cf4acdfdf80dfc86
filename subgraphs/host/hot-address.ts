import type { ClientConfig } from 'pg';
import postgres from 'postgres';

/** Where hot reads connect to. Of several hosts the next is tried when one fails; `mayBePlain` when a server without TLS is taken too. */
export type HotAddress = {
  readonly hosts: readonly ClientConfig[];
  readonly mayBePlain: boolean;
};

type Read = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly database: string;
  readonly user: string;
  readonly pass: string;
  readonly ssl: unknown;
  readonly sslnegotiation: string | null;
  readonly connect_timeout: number;
  readonly connection: Readonly<Record<string, unknown>>;
};

/** A plan that is made once, in UTC, without compiling it, and nothing is written: each of these matters for every hot read. */
const SETTINGS = {
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  timezone: 'UTC',
  default_transaction_read_only: 'on',
};

/** An address as `postgres` reads it, so that one URL means the same to both drivers: `sslmode`, several hosts, settings of the session. */
export function hotAddress(url: string): HotAddress {
  const read = postgres(url, { max: 1 }).options as unknown as Read;
  const { options, application_name: _, ...given } = read.connection;
  const settings = { ...given, ...SETTINGS };
  const config: ClientConfig = {
    database: read.database,
    user: read.user,
    // As a function, because an empty text would make `pg` look for a password of its own.
    password: () => read.pass,
    ssl: tlsOf(read.ssl),
    connectionTimeoutMillis: read.connect_timeout * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 60_000,
    application_name: 'seisi hot reads',
    options: [options, ...Object.entries(settings).map(([name, value]) => `-c ${name}=${escaped(value)}`)]
      .filter((part) => part !== undefined)
      .join(' '),
    ...(read.sslnegotiation === 'direct' ? { sslnegotiation: 'direct' as const } : {}),
  };
  return {
    hosts: read.host.map((host, place) => ({ ...config, host, port: read.port[place] ?? 5432 })),
    mayBePlain: read.ssl === 'prefer',
  };
}

/** What `postgres` makes of `sslmode`: without verification up to `require`, with it for all that says more. */
function tlsOf(mode: unknown): NonNullable<ClientConfig['ssl']> {
  if (mode === undefined || mode === null || mode === false) return false;
  if (mode === 'require' || mode === 'allow' || mode === 'prefer') return { rejectUnauthorized: false };
  return true;
}

/** A setting's value among the options of a start: there a space ends it. */
function escaped(value: unknown): string {
  return String(value).replaceAll(/[\\\s]/g, '\\$&');
}
