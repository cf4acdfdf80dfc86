import type { ReceiptHeader, ToldClass } from '@seisi/schema/receipt/receipt';
import type { AccessEntryRow } from './access-log.ts';
import type { AccessSubject } from './types.generated.ts';

/** What a person contests, as it stood in the log, and who looked. */
export type ContestedAccessRow = {
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly about: AccessSubject;
  readonly purpose: ReceiptHeader['purpose'];
  readonly told: readonly ToldClass[];
  readonly receiptNumber: string;
  /** The token's subject: for the data officer of the agency alone. */
  readonly account: string;
};

/** What is kept of an entry that is contested, and the agency against which; null where no agency looked. */
export function contestedOf({ at, about, purpose, told, receipt, stored }: AccessEntryRow): {
  readonly agencyCode: string;
  readonly access: ContestedAccessRow;
} | null {
  const { agency, viewer } = JSON.parse(stored.headerText) as ReceiptHeader;
  if (agency === null) return null;
  const access = {
    at: at.getTime(),
    about,
    purpose,
    told,
    receiptNumber: receipt.number,
    account: viewer.id,
  };
  return { agencyCode: agency, access };
}
