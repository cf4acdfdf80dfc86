import { appendFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyFolder, groupOf } from '@seisi/gateway/audit/group.testing';
import { lineOf } from '@seisi/gateway/audit/group-line';
import { Intake } from '@seisi/gateway/audit/intake';
import type { ReceiptGroup } from '@seisi/gateway/audit/sink';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Incoming, openIncoming } from './incoming.ts';

let incoming: Incoming;
let notices: string[];
let folder: string;
beforeAll(async () => {
  incoming = await openIncoming();
});
beforeEach(async () => {
  await incoming.sql((sql) => sql`truncate receipt.incoming`);
  notices = [];
  folder = emptyFolder();
});
afterAll(() => incoming.close());

function intakeAt(url = incoming.url, claimMs?: number): Intake {
  const intake = new Intake({
    folder,
    table: new TableSink(url, 20_000),
    onNotice: (line) => notices.push(line),
    ...(claimMs === undefined ? {} : { claimMs }),
  });
  onTestFinished(() => intake.close());
  return intake;
}

const SERIES = 'a0000000-0000-4000-8000-000000000001';
const all = groupOf(6, SERIES);
const lines = [all.slice(0, 1), all.slice(1, 4), all.slice(4)].map(lineOf);

function leave(bytes: readonly Buffer[], name = `${SERIES}.ndjson`): void {
  for (const one of bytes) appendFileSync(join(folder, name), one);
}

test('files of dead processes are taken in as they were written, and are gone; others in the folder stay', async () => {
  const other = groupOf(1200);
  leave(lines);
  leave([lineOf(other.slice(0, 700)), lineOf(other.slice(700))], `${other[0]?.series}.ndjson`);
  writeFileSync(join(folder, 'notes.txt'), 'of somebody else');
  await intakeAt().takeAll();

  const rows = await incoming.rows();
  const of = (series: string) => rows.filter((row: StoredReceipt) => row.series === series);
  expect(of(SERIES)).toEqual(all);
  expect(of(other[0]?.series ?? '')).toEqual(other);
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  expect(notices).toEqual([]);
});

test('rows that stand in the table already come once more as they are', async () => {
  const table = new TableSink(incoming.url, 20_000);
  onTestFinished(() => table.close());
  await table.write(all.slice(0, 3));
  leave(lines);
  await intakeAt().takeAll();

  expect(await incoming.rows()).toEqual(all);
});

test('a torn last line is left out, told, and gone with its file', async () => {
  leave([...lines.slice(0, 2), (lines[2] as Buffer).subarray(0, -9)]);
  await intakeAt().takeAll();

  expect(await incoming.rows()).toEqual(all.slice(0, 4));
  expect(readdirSync(folder)).toEqual([]);
  expect(notices).toEqual([expect.stringContaining('torn line')]);
});

test('of a file that is damaged before its end what is whole is taken in, and the file is kept', async () => {
  const damaged = Buffer.from(lines[1] as Buffer);
  damaged[50] = (damaged[50] ?? 0) ^ 1;
  leave([lines[0] as Buffer, damaged, lines[2] as Buffer]);
  await intakeAt().takeAll();
  await intakeAt().takeAll();

  expect(await incoming.rows()).toEqual([...all.slice(0, 1), ...all.slice(4)]);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.damaged$/)]);
  expect(notices).toEqual([expect.stringContaining('damaged')]);
});

test('while the table refuses, a file stays; the same process takes it in later', async () => {
  leave(lines);
  const intake = intakeAt();
  await incoming.sql((sql) => sql`alter table receipt.incoming add constraint none check (number < 3)`);
  await expect(intake.takeAll()).rejects.toMatchObject({ code: '23514' });
  await incoming.sql((sql) => sql`alter table receipt.incoming drop constraint none`);
  expect(readdirSync(folder)).toHaveLength(1);
  await intake.takeAll();

  expect(await incoming.rows()).toEqual(all);
  expect(readdirSync(folder)).toEqual([]);
});

test('of several processes at once each file is taken in by one', async () => {
  const groups = Array.from({ length: 20 }, () => groupOf(3));
  for (const group of groups) leave([lineOf(group)], `${group[0]?.series}.ndjson`);
  const writes: number[] = [];
  const counted = () => {
    const table = new TableSink(incoming.url, 20_000);
    const write = (group: ReceiptGroup) => {
      writes.push(group.length);
      return table.write(group);
    };
    return new Intake({
      folder,
      table: { write, close: () => table.close() },
      onNotice: (line) => notices.push(line),
    });
  };
  const processes = [counted(), counted(), counted()];
  onTestFinished(async () => void (await Promise.all(processes.map((one) => one.close()))));
  await Promise.all(processes.map((one) => one.takeAll()));

  expect(writes).toHaveLength(20);
  expect(await incoming.rows()).toHaveLength(60);
  expect(readdirSync(folder)).toEqual([]);
  expect(notices).toEqual([]);
});

test('what somebody else has begun to take in is his until he is held to have died', async () => {
  const claim = `${SERIES}.b0000000-0000-4000-8000-000000000001.taken`;
  leave(lines, claim);
  utimesSync(join(folder, claim), 0, 0);
  await intakeAt().takeAll();
  expect(readdirSync(folder)).toEqual([claim]);
  await sleep(50);
  await intakeAt(incoming.url, 10).takeAll();

  expect(readdirSync(folder)).toEqual([]);
  expect(await incoming.rows()).toEqual(all);
});
