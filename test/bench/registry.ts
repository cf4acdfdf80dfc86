import { join } from 'node:path';
import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { readConfig } from '@seisi/migrations/config';
import { withConnection } from '@seisi/migrations/connection';
import { openEmbedded } from '@seisi/migrations/database';
import { emptyRegistry, fillRegistry, registryStatus } from '@seisi/migrations/fill';
import { homeFolder, openHome } from '@seisi/migrations/home';
import { takeLock } from '@seisi/migrations/postgres/lock';
import { Refusal } from '@seisi/migrations/refusal';
import { discoverRooms } from '@seisi/migrations/rooms';
import { migrate } from '@seisi/migrations/run';
import { readSecrets } from '@seisi/migrations/secrets';
import { DATA_CLASSES } from '@seisi/schema/classes';
import { benchConfig } from './config.ts';

/** What a registry is filled with. */
export type Filled = {
  readonly households: number;
  /** Passes of companies for each household, and people of the OKU register in a hundred: as `seed` makes them unless it is said. */
  readonly passes?: number;
  readonly okuPercent?: number;
};

/** Registers as full as the country's beside the poor alone: 800,000 OKU entries and 2,100,000 passes for a million households of four. */
export const CROWDED = { okuPercent: 21, passes: 2.1 } as const;

/** A seeded registry whose database runs; kept between runs, closed with the run. */
export type Registry = Filled & {
  readonly home: string;
  readonly adminUrl: string;
  close(): Promise<void>;
};

/** Every variant asks the same server at once, each with connections of its own. All other settings are those of `start`. */
const SETTINGS = { max_connections: '900' };
const OFFICER = 'officer-bench';
/** An id that no household has. */
export const MISSING_HOUSEHOLD = '00000000-0000-4000-8000-000000000000';

/** Where registries of the bench are kept: below the home of the clone, one for each size. */
export function registryHome({ households, okuPercent, passes }: Filled): string {
  const crowd = okuPercent === undefined && passes === undefined ? [] : [okuPercent, passes];
  return join(homeFolder(readConfig()), 'bench', [households, ...crowd].join('-'));
}

/**
 * Opens the registry of a size, and fills it where it is not yet.
 * @throws a Refusal where another run has it open
 */
export async function openRegistry(
  filled: Filled,
  progress: (done: number, total: number) => void,
): Promise<Registry> {
  const folder = registryHome(filled);
  const config = benchConfig(folder);
  const home = openHome(config);
  const holder = takeLock(home.postgres);
  if (holder !== null) throw new Refusal(`The process ${holder.pid} has the registry in ${folder} open.`);
  const { adminUrl, close } = await openEmbedded(home, SETTINGS);
  try {
    const rooms = discoverRooms();
    await migrate(adminUrl, readSecrets(config), rooms);
    const status = await registryStatus(adminUrl);
    if (status === 'HALF_FILLED') await emptyRegistry(adminUrl, rooms);
    if (status !== 'FILLED')
      await fillRegistry(adminUrl, { ...filled, seed: 1, asOf: '2026-01-01' }, progress);
    await postOfficer(adminUrl);
    return { ...filled, home: folder, adminUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Posts an officer whose duty opens every class everywhere, sealed homes too, so that the answer is whole for every household. No persona has such a posting. */
async function postOfficer(adminUrl: string): Promise<void> {
  await withConnection(adminUrl, async (sql) => {
    await sql`
      insert into agency.posting (id, officer, person_key, agency_code, areas, classes, valid_from)
      select 'POS-BENCH', ${OFFICER}, gen_random_uuid(), 'jkm', '{MY}', ${[...DATA_CLASSES]}, '2025-01-01'
       where not exists (select from agency.posting where id = 'POS-BENCH')`;
  });
}

/** A token of that officer, as the development issuer signs it; it outlasts the run. */
export function officerToken({ home }: Registry): Promise<string> {
  const claims = {
    sub: OFFICER,
    viewer_kind: 'OFFICER',
    agency: 'jkm',
    scope: 'registry:read',
    acr: 'high',
  };
  const at = { issuer: DEVELOPMENT_ISSUER, now: new Date() };
  return signPersonaToken(claims, readSecrets(benchConfig(home)).issuerKey, at);
}

/** Public ids of this many households, drawn over the whole registry; the same ones in every run. */
export async function householdIds({ adminUrl }: Registry, count: number): Promise<string[]> {
  return withConnection(adminUrl, async (sql) => {
    const rows = await sql<
      { id: string }[]
    >`select id from person.household order by md5(id::text) limit ${count}`;
    return rows.map(({ id }) => id);
  });
}
