import { ERROR_CODES } from '@seisi/schema/errors';
import { jsonDocument, type ServedDocument } from './document.ts';

/** What clients are written against, whoever they are: every error code with what it means and the way out. */
export function contractDocuments(): Readonly<Record<string, ServedDocument>> {
  const errors = Object.entries(ERROR_CODES).map(([code, meaning]) => ({ code, meaning }));
  return {
    '/errors.json': jsonDocument(JSON.stringify({ errors })),
  };
}
