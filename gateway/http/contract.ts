import { ERROR_CODES } from '@seisi/schema/errors';
import { apiSdl } from '@seisi/schema/sdl';
import { jsonDocument, type ServedDocument } from './document.ts';

/** What clients are written against: the schema that they see, and every error code with what it means and the way out. */
export function contractDocuments(): Readonly<Record<string, ServedDocument>> {
  const errors = Object.entries(ERROR_CODES).map(([code, meaning]) => ({ code, meaning }));
  return {
    '/schema.graphql': { contentType: 'application/graphql; charset=utf-8', text: apiSdl() },
    '/errors.json': jsonDocument(JSON.stringify({ errors })),
  };
}
