import { gatewayUrl, readsUrl, roomUrl } from '@seisi/migrations/roles';
import type { Secrets } from '@seisi/migrations/secrets';
import { inject } from 'vitest';
import type { Clone } from './templates.ts';

/** A database for one test file: migrated, with the reference data and, if asked for, sixty households of seed 1. */
export type TestDatabase = {
  /** As the administrator. */
  readonly adminUrl: string;
  /** Those of this test run. */
  readonly secrets: Secrets;
  /** As one room's own role. */
  roomUrl(room: string): string;
  /** As the role that reads for the rooms of one process. */
  readonly readsUrl: string;
  /** As the role by which a gateway hands over receipts. */
  readonly gatewayUrl: string;
  /** Drops it. */
  close(): Promise<void>;
};

/** Clones the template (about 50 ms). The first call of a run starts PostgreSQL (1.5 s), the first seeded one fills a second template. */
export async function testDatabase(options: { readonly seeded?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const clone = (await ask(`${server}/clone?seeded=${options.seeded === true}`)) as Clone;
  return {
    adminUrl: clone.adminUrl,
    secrets: clone.secrets,
    roomUrl: (room) => roomUrl(clone.adminUrl, clone.rolesOf, room, clone.secrets),
    readsUrl: readsUrl(clone.adminUrl, clone.rolesOf, clone.secrets),
    gatewayUrl: gatewayUrl(clone.adminUrl, clone.rolesOf, clone.secrets),
    close: async () => {
      await ask(`${server}/drop?adminUrl=${encodeURIComponent(clone.adminUrl)}`);
    },
  };
}

async function ask(url: string): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST' });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
