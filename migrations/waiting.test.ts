import { openTelemetry, type Telemetry } from '@seisi/gateway/telemetry/open';
import { expect, test } from 'vitest';
import { handOver, NOVEMBER, receiptDatabase, sealed } from '../subgraphs/receipt/receipt.testing.ts';
import { testDatabase } from '../test/setup/postgres.ts';
import { withConnection } from './connection.ts';
import { showWaiting } from './show-waiting.ts';
import { receiptsWaiting } from './waiting.ts';

const METRICS = { metrics: { port: 0 }, log: null, tracesTo: null };

/** What a gauge says. */
async function scrape(telemetry: Telemetry | null, name: string): Promise<string | undefined> {
  const text = await (await fetch(telemetry?.metricsUrl ?? '')).text();
  return text
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

const SERIES = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';

test('whoever scrapes is told how many receipts wait and for how long, and NaN where it cannot be known', async () => {
  const database = await receiptDatabase();
  const waiting = receiptsWaiting(database.roomUrl);
  const telemetry = await openTelemetry(METRICS);
  telemetry?.observer.receiptsWaiting(waiting.state);
  const scraped = (name: string) => scrape(telemetry, name);

  expect(await scraped('seisi_receipts_waiting')).toBe('0');
  await handOver(database.gateway, sealed(SERIES, [1, 2, 3]));
  expect(await scraped('seisi_receipts_waiting')).toBe('3');
  const seconds = Number(await scraped('seisi_receipts_waiting_seconds'));
  // They are of November; a clock that stands before it says 0.
  expect(seconds).toBeGreaterThanOrEqual(Math.max(0, (Date.now() - NOVEMBER) / 1000 - 3600));
  await database.admin`alter table receipt.incoming rename to elsewhere`;
  expect(await scraped('seisi_receipts_waiting')).toBe('Nan');

  await telemetry?.close();
  await waiting.close();
  await database.close();
});

const ERRANDS = 'seisi_errands_waiting{room="aid"}';
const SECONDS = 'seisi_errands_waiting_seconds{room="aid"}';

test('whoever scrapes is told how many errands wait in each outbox and for how long, and of none that was delivered', async () => {
  const { adminUrl, roomUrl: urlOf, close } = await testDatabase();
  const telemetry = await openTelemetry(METRICS);
  if (telemetry === null) throw new Error('There are metrics.');
  const end = await showWaiting(telemetry.observer, { adminUrl, urlOf, keepsReceipts: false });

  expect([await scrape(telemetry, ERRANDS), await scrape(telemetry, SECONDS)]).toEqual(['0', '0']);
  await withConnection(adminUrl, async (sql) => {
    await sql`
      insert into aid.outbox (id, kind, about, body, at, delivered_at)
      select gen_random_uuid(), 'test', gen_random_uuid(), '{}', now() - nth * interval '1 hour',
             case when nth = 4 then now() end
        from generate_series(1, 4) nth`;
  });
  expect(await scrape(telemetry, ERRANDS)).toBe('3');
  expect(Math.floor(Number(await scrape(telemetry, SECONDS)) / 3600)).toBe(3);
  await withConnection(adminUrl, (sql) => sql`alter table aid.outbox rename to elsewhere`);
  expect([await scrape(telemetry, ERRANDS), await scrape(telemetry, SECONDS)]).toEqual(['Nan', 'Nan']);

  await end();
  await telemetry.close();
  await close();
});
