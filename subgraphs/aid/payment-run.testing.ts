import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { NOW } from '@seisi/host/testing';
import type { TestDatabase } from '../../test/setup/postgres.ts';
import { type AwardVersionRow, awards, type BankAccountRow, bankAccounts } from './award.table.ts';
import { folderChannel, type PaymentChannel } from './payment-channel.ts';
import { fixedWidth } from './payment-file.ts';
import { openPaymentWork } from './payment-run.step.ts';

/** An award of BWE, granted long ago and open, unless it is said otherwise. */
export function anAward(given: Partial<AwardVersionRow> = {}): AwardVersionRow {
  return {
    id: crypto.randomUUID(),
    applicationId: crypto.randomUUID(),
    version: 1,
    personKey: crypto.randomUUID(),
    schemeCode: 'BWE',
    amount: 60_000,
    recipients: null,
    startsOn: '2024-01-01',
    endsOn: null,
    reason: 'It was granted.',
    by: 'officer',
    at: new Date('2024-01-01T00:00:00Z'),
    ...given,
  };
}

/** The open account of somebody, checked unless it is said otherwise. */
export function anAccount(personKey: string, given: Partial<BankAccountRow> = {}): BankAccountRow {
  return {
    id: crypto.randomUUID(),
    personKey,
    bankCode: 'MBBEMYKL',
    accountNumber: '7000000001',
    startsOn: '2024-01-01',
    endsOn: null,
    statedBy: 'citizen',
    statedAt: new Date('2024-01-01T00:00:00Z'),
    checkedBy: 'officer',
    checkedAt: new Date('2024-01-02T00:00:00Z'),
    ...given,
  };
}

/** The room's tables, its work, and the folder of its files. */
export type PaymentWorld = {
  readonly db: DatabaseHandle['db'];
  readonly folder: string;
  /** What the operator was told. */
  readonly notices: string[];
  /** Adds awards, each with a checked account. */
  grant(rows: readonly AwardVersionRow[]): Promise<void>;
  /** Lets one worker go on until this holds. */
  work(until: () => Promise<boolean>, channel?: PaymentChannel): Promise<void>;
  close(): Promise<void>;
};

export function openPaymentWorld(database: TestDatabase): PaymentWorld {
  const handle = openDatabase(database.roomUrl('aid'));
  const folder = mkdtempSync(join(tmpdir(), 'seisi-payments-'));
  const notices: string[] = [];
  return {
    db: handle.db,
    folder,
    notices,
    grant: async (rows) => {
      await handle.db.insert(awards).values([...rows]);
      await handle.db.insert(bankAccounts).values(rows.map(({ personKey }) => anAccount(personKey)));
    },
    work: async (until, channel = folderChannel(folder)) => {
      const worker = openPaymentWork({
        databaseUrl: database.roomUrl('aid'),
        ...{ channel, format: fixedWidth, now: () => NOW, intervalMs: 20, chunk: 7, mostLines: 20 },
        onNotice: (line) => notices.push(line),
      });
      while (!(await until())) await sleep(10);
      await worker.close();
    },
    close: async () => {
      await handle.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
