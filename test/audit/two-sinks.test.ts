import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileSink } from '@seisi/gateway/audit/file-sink';
import { emptyFolder, groupOf } from '@seisi/gateway/audit/group.testing';
import { Intake } from '@seisi/gateway/audit/intake';
import type { ReceiptGroup } from '@seisi/gateway/audit/sink';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import { TwoSinks } from '@seisi/gateway/audit/two-sinks';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Incoming, openIncoming } from './incoming.ts';

let incoming: Incoming;
let folder: string;
let notices: string[];
beforeAll(async () => {
  incoming = await openIncoming();
});
beforeEach(async () => {
  await incoming.sql((sql) => sql`truncate receipt.incoming`);
  folder = emptyFolder();
  notices = [];
});
afterAll(() => incoming.close());

const SERIES = 'a0000000-0000-4000-8000-000000000001';

function open(deadlineMs = 20_000): TwoSinks {
  const onNotice = (line: string) => notices.push(line);
  const intake = new Intake({ folder, onNotice, table: new TableSink(incoming.url, 20_000) });
  const table = new TableSink(incoming.url, deadlineMs);
  const sinks = new TwoSinks({ table, intake, onNotice, file: new FileSink(folder, 20_000) });
  onTestFinished(() => sinks.close());
  return sinks;
}

const files = () => readdirSync(folder);
const inTable = (rows: ReceiptGroup) =>
  vi.waitFor(async () => expect(await incoming.rows()).toEqual(rows), { timeout: 20_000, interval: 50 });

test('while the table takes groups, no file is made', async () => {
  const sinks = open();
  await sinks.write(groupOf(3, SERIES));

  expect(await incoming.rows()).toHaveLength(3);
  expect(files()).toEqual([]);
  expect(notices).toEqual([]);
});

test('what the table refuses stands in the file with the same numbers, and in the table when it takes it again; then the file is gone', async () => {
  const sinks = open();
  const all = groupOf(7, SERIES);
  await sinks.write(all.slice(0, 2));
  await incoming.whileRefused(async () => {
    await sinks.write(all.slice(2, 3));
    await sinks.write(all.slice(3, 6));
    expect(files()).toEqual([`${SERIES}.ndjson`]);
    expect(await incoming.rows()).toHaveLength(2);
  });
  await inTable(all.slice(0, 6));
  await vi.waitFor(() => expect(files()).toEqual([]), { timeout: 20_000 });
  await sinks.write(all.slice(6));
  await inTable(all);

  expect(notices).toEqual([
    'The table takes no receipts (42501): they go into files.',
    'The table takes receipts again.',
  ]);
});

test('a group of which nobody knows whether the table took it is there once, whether the table does it late or the file brings it', async () => {
  const sinks = open(1500);
  const all = groupOf(4, SERIES);
  await sinks.write(all.slice(0, 1));
  await incoming.whileLocked(async () => {
    await sinks.write(all.slice(1, 3));
    await sinks.write(all.slice(3));
    expect(files()).not.toEqual([]);
  });
  await inTable(all);
  await vi.waitFor(() => expect(files()).toEqual([]), { timeout: 20_000 });
  await sleep(200);

  expect(await incoming.rows()).toEqual(all);
}, 60_000);

test('under load the table never shows a gap of a series, however often it comes and goes', async () => {
  const sinks = open();
  const all = groupOf(400, SERIES);
  let isDone = false;
  const gaps: number[] = [];
  const watching = (async () => {
    while (!isDone) {
      const [row] = await incoming.sql(
        (sql) => sql`select coalesce(max(number), 0) - count(distinct number) as gap from receipt.incoming`,
      );
      gaps.push(Number(row?.['gap']));
    }
  })();
  const writing = (async () => {
    for (let place = 0; place < all.length; place += 2) await sinks.write(all.slice(place, place + 2));
  })();
  for (let time = 0; time < 3; time += 1) {
    await incoming.whileRefused(() => sleep(150));
    await sleep(150);
  }
  await writing;
  await inTable(all);
  isDone = true;
  await watching;

  expect(new Set(gaps)).toEqual(new Set([0]));
}, 60_000);

test('what another process left when it was killed is taken in without being asked for', async () => {
  const dead = new FileSink(folder, 20_000);
  const left = groupOf(5, SERIES);
  await dead.write(left);
  await dead.close();
  open();

  await inTable(left);
  await vi.waitFor(() => expect(files()).toEqual([]), { timeout: 20_000 });
});

test('closing leaves nothing running, and what is in files stays there for the next process', async () => {
  const sinks = open();
  await incoming.whileRefused(async () => {
    await sinks.write(groupOf(1, SERIES));
    await sinks.close();
  });
  await sleep(300);

  expect(files()).toHaveLength(1);
  expect(await incoming.rows()).toEqual([]);
});
