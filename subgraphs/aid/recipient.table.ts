/** Not a table: how a recipient's money reached them, read from the receipts of counters and the lines of files. Amounts in whole sen. */
export type RecipientPaymentRow = {
  readonly way: 'EFT' | 'CASH';
  readonly amount: number;
  readonly paidOn: string | null;
  readonly receiptNumber: number | null;
  readonly fileNumber: number | null;
};
