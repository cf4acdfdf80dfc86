/**
 * A gateway's receipts under load, in a process that may be killed: `node test/audit/load.ts ORDER`. Each receipt that it was promised is a line `<id> <leaf>` on
 * stdout, written before anything else is done; each refusal a line `! <code>`. It ends when stdin does.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, statSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CreateFile, FileSink, type OpenFile } from '@seisi/gateway/audit/file-sink';
import { Intake } from '@seisi/gateway/audit/intake';
import { receiptsOver } from '@seisi/gateway/audit/keep';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import { TwoSinks } from '@seisi/gateway/audit/two-sinks';
import type { ReceiptDraft } from '@seisi/schema/receipt/receipt';

/** What such a process is told. Without `diskBytes` the disk is as large as it is. */
export type LoadOrder = {
  readonly url: string;
  readonly folder: string;
  readonly callers: number;
  readonly subjects: number;
  readonly deadlineMs: number;
  readonly diskBytes: number | null;
};

const STDOUT = 1;
const PAUSE_MS = 1;
const PAUSE_AFTER_REFUSAL_MS = 10;

function draft(subjects: number): ReceiptDraft {
  return {
    id: randomUUID(),
    kind: 'ANSWER',
    of: null,
    at: Date.now(),
    header: {
      viewer: { kind: 'OFFICER', id: 'officer-1' },
      basis: 'POSTING',
      basisId: 'posting-1',
      agency: 'jkm',
      purpose: null,
      legalBasis: null,
    },
    operation: 'A'.repeat(43),
    entries: Array.from({ length: subjects }, (_, place) => {
      const key = `P-${place}`;
      const told = '[{"class":"income","fields":["Person.income"],"ground":"POSTING"}]';
      const text = `{"subject":{"key":"${key}","type":"Person"},"told":${told},"veiled":false,"withheld":[]}`;
      return { type: 'Person', key, text };
    }),
  };
}

/** A disk of so many bytes: what does not fit is cut off in the middle. Taking in makes room again. */
function smallDisk(folder: string, most: number): CreateFile {
  const used = () => readdirSync(folder).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);
  return async (path) => {
    const handle = await open(path, 'ax', 0o600);
    const file: OpenFile = {
      appendFile: async (bytes) => {
        const room = Math.max(0, most - used());
        await handle.appendFile(bytes.subarray(0, room));
        if (room < bytes.length) throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
      },
      datasync: () => handle.datasync(),
      stat: () => handle.stat(),
      close: () => handle.close(),
    };
    return file;
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function run({ url, folder, callers, subjects, deadlineMs, diskBytes }: LoadOrder): Promise<void> {
  const onNotice = (line: string) => void process.stderr.write(`${line}\n`);
  const file = new FileSink(
    folder,
    deadlineMs,
    diskBytes === null ? undefined : smallDisk(folder, diskBytes),
  );
  const intake = new Intake({ folder, onNotice, table: new TableSink(url, 20_000) });
  const receipts = receiptsOver(
    new TwoSinks({ table: new TableSink(url, deadlineMs), file, intake, onNotice }),
  );
  let isOver = false;
  process.stdin.resume().once('end', () => {
    isOver = true;
  });
  const call = async (): Promise<void> => {
    while (!isOver) {
      const pause = await receipts.keep(draft(subjects)).then(
        ({ id, leaf }) => {
          writeSync(STDOUT, `${id} ${leaf}\n`);
          return PAUSE_MS;
        },
        (error: { code?: string }) => {
          writeSync(STDOUT, `! ${error.code}\n`);
          return PAUSE_AFTER_REFUSAL_MS;
        },
      );
      await sleep(pause);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  await receipts.close();
}

await run(JSON.parse(process.argv[2] ?? '') as LoadOrder);
