import { randomBytes, randomUUID } from 'node:crypto';
import { canonical } from '@seisi/schema/receipt/canonical';
import type { ReceiptDraft, ReceiptEntry, StoredReceipt } from '@seisi/schema/receipt/receipt';
import { sealReceipt } from '@seisi/schema/receipt/seal';
import postgres, { type Sql } from 'postgres';
import { databaseOf } from '../../migrations/connection.ts';
import { gatewayUrl, rolesOf, roomUrl } from '../../migrations/roles.ts';
import { migrate } from '../../migrations/run.ts';
import { testDatabase } from '../../test/setup/postgres.ts';

/** A database with the tables of receipts, and connections as each of those who work with them. */
export type ReceiptDatabase = {
  readonly admin: Sql;
  readonly room: Sql;
  readonly gateway: Sql;
  readonly roomUrl: string;
  close(): Promise<void>;
};

/** Clones the template of the run; the roles are the clone's own. */
export async function receiptDatabase(): Promise<ReceiptDatabase> {
  const { adminUrl, secrets, close } = await testDatabase();
  await migrate(adminUrl, secrets, ['receipt']);
  const name = databaseOf(adminUrl);
  const url = roomUrl(adminUrl, name, 'receipt', secrets);
  const open = (address: string) => postgres(address, { max: 2, fetch_types: false, onnotice: () => {} });
  const [admin, room, gateway] = [open(adminUrl), open(url), open(gatewayUrl(adminUrl, name, secrets))];
  return {
    admin,
    room,
    gateway,
    roomUrl: url,
    async close() {
      await Promise.all([room.end(), gateway.end()]);
      for (const role of rolesOf(name, ['receipt'])) {
        await admin.unsafe(`drop owned by "${role}"; drop role "${role}"`);
      }
      await admin.end();
      await close();
    },
  };
}

/** An instant in November 2026. */
export const NOVEMBER = Date.parse('2026-11-22T04:00:00Z');

/** An entry about a person of this key, of two classes. */
function entryOf(key: string, veiled: boolean): ReceiptEntry {
  const told = (name: 'income' | 'aid') => ({
    class: name,
    ground: 'POSTING' as const,
    fields: [`Person.${name}`],
  });
  return {
    subject: { type: 'Person', key },
    told: [told('aid'), told('income')],
    withheld: [],
    veiled,
  };
}

/** A draft about these subjects, of which every other one is veiled; nobody is meant by them. */
function draftOf(keys: readonly string[], given: Partial<ReceiptDraft> = {}): ReceiptDraft {
  return {
    id: randomUUID(),
    kind: 'ANSWER',
    of: null,
    at: NOVEMBER,
    header: {
      viewer: { kind: 'OFFICER', id: 'officer-1' },
      basis: 'POSTING',
      basisId: 'posting-1',
      agency: 'jkm',
      purpose: null,
      legalBasis: null,
    },
    operation: 'o'.repeat(43),
    entries: keys.map((key, at) => ({ type: 'Person', key, text: canonical(entryOf(key, at % 2 === 1)) })),
    ...given,
  };
}

/** Sealed receipts of one series about as many subjects as told, a second apart. */
export function sealed(
  series: string,
  numbers: readonly number[],
  subjects = 2,
  given: Partial<ReceiptDraft> = {},
): StoredReceipt[] {
  return numbers.map((number) => {
    const keys = Array.from({ length: subjects }, () => randomUUID()).toSorted();
    const draft = draftOf(keys, { at: NOVEMBER + 1000 * number, ...given });
    return sealReceipt(draft, { series, number }, randomBytes).stored;
  });
}

/** Hands receipts over as a gateway does. */
export async function handOver(gateway: Sql, receipts: readonly StoredReceipt[]): Promise<void> {
  for (const { series, number, id, at, leaf, parts } of receipts) {
    await gateway`
      insert into receipt.incoming (series, number, id, at, leaf, parts)
      values (${series}, ${number}, ${id}, ${new Date(at)}, ${leaf}, ${parts}) on conflict do nothing`;
  }
}
