/** What serves; where it can, it reads its settings anew (`OpenedGateway`). */
export type Served = { readonly url: string; reload?(): string; close(): Promise<void> };

/** What does not fit is said in a sentence, and everything stays as it was. */
export function reload(gateway: Served): void {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  try {
    tell(gateway.reload?.() ?? 'Nothing is read anew here: restart.');
  } catch (error) {
    tell(`Settings and keys stay as they were: ${error instanceof Error ? error.message : String(error)}`);
  }
}
