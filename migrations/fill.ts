import type { Sql, TransactionSql } from 'postgres';
import type { Config } from './config.ts';
import { withConnection } from './connection.ts';
import { loadReference } from './reference.ts';
import { Refusal } from './refusal.ts';
import { CAST_SIZE } from './seed/known.ts';

/** What an invented registry is made from: the same three give the same registry. */
export type Filling = {
  readonly households: number;
  readonly seed: number;
  readonly asOf: string;
  /** Passes of companies for each household, and people of the OKU register in a hundred, where it is said. */
  readonly passes?: number;
  readonly okuPercent?: number;
};

/** `HALF_FILLED`: an earlier filling was killed. */
export type RegistryStatus = 'EMPTY' | 'HALF_FILLED' | 'FILLED';

/** Whether the registry holds anyone. */
export async function registryStatus(adminUrl: string): Promise<RegistryStatus> {
  return withConnection(adminUrl, async (sql) => {
    await makeMark(sql);
    const [found] = await sql<{ half: boolean; any: boolean }[]>`
      select exists (select from migration.filling where finished_at is null) as half,
             exists (select from person.household) as any`;
    if (found?.half === true) return 'HALF_FILLED';
    return found?.any === true ? 'FILLED' : 'EMPTY';
  });
}

/** Refuses to invent people in production, and a registry in which the households with a part to play find no place. */
export function refuseFilling({ isProduction }: Pick<Config, 'isProduction'>, { households }: Filling): void {
  if (isProduction) {
    throw new Refusal(
      'Nobody is invented in production: set SEISI_HOUSEHOLDS=0, and fill the registry from its sources.',
    );
  }
  if (households < CAST_SIZE) {
    throw new Refusal(`A registry has at least ${CAST_SIZE} households, not ${households}.`);
  }
}

/** Fills an empty registry with invented households, after `refuseFilling`. It is marked until it is done, so that one left half-filled is known. */
export async function fillRegistry(
  adminUrl: string,
  filling: Filling,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const { seedRegistry } = await import('./seed/registry.ts');
  await withConnection(adminUrl, async (sql) => {
    await makeMark(sql);
    await sql`insert into migration.filling (households, seed, as_of) values (${filling.households}, ${filling.seed}, ${filling.asOf})`;
  });
  await seedRegistry({ adminUrl, ...filling, progress });
  await withConnection(adminUrl, async (sql) => {
    await sql`update migration.filling set finished_at = now() where finished_at is null`;
    await sql`vacuum (analyze)`;
  });
}

/** Takes everyone out of the registry; the reference data stays. */
export async function emptyRegistry(adminUrl: string, rooms: readonly string[]): Promise<void> {
  await withConnection(adminUrl, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any(${[...rooms]})`;
    if (tables.length > 0) await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    await loadReference(sql, rooms);
    await makeMark(sql);
    await sql`truncate migration.filling`;
  });
}

/** Makes the table that says whether a filling was ended, beside those of the migrations. */
export async function makeMark(sql: Sql | TransactionSql): Promise<void> {
  await sql`
    create table if not exists migration.filling (
      households integer not null,
      seed bigint not null,
      as_of date not null,
      began_at timestamptz not null default now(),
      finished_at timestamptz
    )`;
}
