import { RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import type { Registry } from './registry.ts';

/**
 * A body that names a registered operation by its id (`extensions.persistedQuery.sha256Hash`, as Apollo's clients do, or `documentId`) with its text in place; any
 * other body as it is. An id means what the client of the viewer's agreement registered under it, and nothing to anyone else.
 * @throws PERSISTED_QUERY_NOT_FOUND where it names none
 */
export function withText(registry: Registry, viewer: Viewer | null, body: unknown): unknown {
  const id = idIn(body);
  if (id === null) return body;
  const text = viewer?.agreement == null ? undefined : registry.get(viewer.agreement)?.textOf(id);
  if (text === undefined)
    throw new RegistryError(
      'PERSISTED_QUERY_NOT_FOUND',
      'No operation is registered under this id for your agreement. Send the whole document, or register it.',
    );
  const { documentId: _, ...rest } = body as Readonly<Record<string, unknown>>;
  return { ...rest, ...withoutId(rest['extensions']), query: text };
}

/** A client's other extensions stay: what it asks to be told of its answer. */
function withoutId(extensions: unknown): { readonly extensions?: unknown } {
  if (typeof extensions !== 'object' || extensions === null) return {};
  const { persistedQuery: _, ...others } = extensions as Readonly<Record<string, unknown>>;
  return { extensions: others };
}

function idIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || 'query' in body) return null;
  const { documentId, extensions } = body as {
    readonly documentId?: unknown;
    readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } } | null;
  };
  const id = documentId ?? extensions?.persistedQuery?.sha256Hash;
  return typeof id === 'string' ? id : null;
}
