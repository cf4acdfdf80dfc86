import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiptDraft } from '@seisi/schema/receipt/receipt';
import { sealReceipt } from '@seisi/schema/receipt/seal';
import { onTestFinished } from 'vitest';
import type { ReceiptGroup } from './sink.ts';

/** A draft about so many subjects; nobody is meant by them. */
export function draftOf(subjects = 2): ReceiptDraft {
  const told = [{ class: 'income', ground: 'POSTING', fields: ['Person.income', 'Person.name “é” \\ "x"'] }];
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
      const subject = { type: 'Person', key: `P-${place}` };
      const text = JSON.stringify({ subject, told, veiled: false, withheld: [] });
      return { ...subject, text };
    }),
  };
}

/** Sealed receipts of one series, from a number on. */
export function groupOf(count: number, series: string = randomUUID(), first = 1): ReceiptGroup {
  return Array.from(
    { length: count },
    (_, place) =>
      sealReceipt(draftOf(), { series, number: first + place }, (size) => Buffer.alloc(size, 1)).stored,
  );
}

/** An empty folder for one test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-receipts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
