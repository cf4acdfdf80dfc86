import { ERROR_CODES } from '@seisi/schema/errors';
import { changelogText } from '@seisi/schema/sdl';
import { jsonDocument, type ServedDocument } from './document.ts';

/** What clients are written against, whoever they are: how the graph came to be what it is, and every error code with what it means and the way out. */
export function contractDocuments(): Readonly<Record<string, ServedDocument>> {
  const errors = Object.entries(ERROR_CODES).map(([code, meaning]) => ({ code, meaning }));
  return {
    '/changelog.json': jsonDocument(changelogText()),
    '/errors.json': jsonDocument(JSON.stringify({ errors })),
  };
}
