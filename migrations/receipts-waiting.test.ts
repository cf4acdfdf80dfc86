import { openTelemetry } from '@seisi/gateway/telemetry/open';
import { expect, test } from 'vitest';
import { handOver, NOVEMBER, receiptDatabase, sealed } from '../subgraphs/receipt/receipt.testing.ts';
import { receiptsWaiting } from './receipts-waiting.ts';

const SERIES = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';

test('whoever scrapes is told how many receipts wait and for how long, and NaN where it cannot be known', async () => {
  const database = await receiptDatabase();
  const waiting = receiptsWaiting(database.roomUrl);
  const telemetry = await openTelemetry({ metrics: { port: 0 }, log: null, tracesTo: null });
  telemetry?.observer.receiptsWaiting(waiting.state);
  const scraped = async (name: string) => {
    const text = await (await fetch(telemetry?.metricsUrl ?? '')).text();
    return new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1];
  };

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
