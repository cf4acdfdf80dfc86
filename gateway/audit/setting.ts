/** Where receipts are kept. Of a table `folder` is where its second sink writes; null where it has none. */
export type ReceiptSetting =
  | { readonly kind: 'TABLE'; readonly url: string; readonly folder: string | null }
  | { readonly kind: 'FILE'; readonly folder: string }
  | { readonly kind: 'OFF' };

/**
 * Reads `postgres:URL`, `file:DIR` or `off`; the scheme of the URL itself will do. `folder` is for the second sink of a table.
 * @throws Error for any other text; it never holds the text, which may bear a password
 */
export function readReceiptSetting(text: string, folder: string | null): ReceiptSetting {
  if (text === 'off') return { kind: 'OFF' };
  const [, scheme, rest = ''] = /^(file|postgres(?:ql)?):(.+)$/s.exec(text) ?? [];
  if (scheme === 'file') return { kind: 'FILE', folder: rest };
  const url = rest.startsWith('//') ? text : rest;
  if (scheme !== undefined && /^postgres(ql)?:\/\/./.test(url) && URL.canParse(url)) {
    return { kind: 'TABLE', url, folder };
  }
  throw new Error('Receipts are kept at postgres:URL or in file:DIR, or are off.');
}
