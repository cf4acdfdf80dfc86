import { createHash } from 'node:crypto';
import { canonical } from './canonical.ts';
import { ORIGIN } from './checkpoint.ts';
import type { Hash } from './merkle.ts';
import type { ReceiptParts } from './receipt.ts';
import type { NoteSigner } from './signed-note.ts';

/** The name under which exports are signed: no checkpoint can be taken for one, for each begins with its name. */
export const EXPORT_ORIGIN = `${ORIGIN}/export`;

/** Which receipts an export holds; null is no condition. Instants in milliseconds of the epoch, the second one without itself. */
export type Selection = {
  readonly from: number | null;
  readonly until: number | null;
  readonly agency: string | null;
};

/** The first line: what is exported, under which checkpoint. */
export type ExportHead = {
  readonly v: 1;
  readonly export: Selection;
  readonly checkpoint: string;
};

/** A line for each receipt, in their order in the log. Header and entries only where they were asked for; null where they were destroyed by schedule. */
export type ExportLine = {
  readonly leaf: string;
  readonly leafIndex: number;
  readonly leafHashes: readonly Hash[];
  readonly parts?: {
    readonly header: ReceiptParts['header'];
    readonly entries: readonly { readonly salt: string; readonly text: string }[];
  } | null;
};

/** The last line: a signed note over all lines before it. */
export type ExportEnd = { readonly end: string };

/** Writes an export line by line: every line is canonical JSON, so that no byte of it can be another one. */
export class ExportWriter {
  readonly #hash = createHash('sha256');
  #receipts = 0;

  head(selection: Selection, checkpoint: string): string {
    return this.#line({ v: 1, export: selection, checkpoint } satisfies ExportHead);
  }

  receipt(line: ExportLine): string {
    this.#receipts += 1;
    return this.#line(line);
  }

  /** Under `EXPORT_ORIGIN`. */
  end(signer: NoteSigner): string {
    const note = signer.sign(endText(this.#hash.digest('base64url'), this.#receipts));
    return `${canonical({ end: note } satisfies ExportEnd)}\n`;
  }

  #line(value: ExportHead | ExportLine): string {
    const line = `${canonical(value)}\n`;
    this.#hash.update(line);
    return line;
  }
}

/** What the last line signs. */
export function endText(hash: Hash, receipts: number): string {
  return `${EXPORT_ORIGIN}\nsha256 ${hash}\nreceipts ${receipts}\n`;
}

/** Whether a receipt of this time and agency belongs to a selection. */
export function isSelected(
  { from, until, agency }: Selection,
  receipt: { at: number; agency: string | null },
) {
  if (from !== null && receipt.at < from) return false;
  if (until !== null && receipt.at >= until) return false;
  return agency === null || receipt.agency === agency;
}
