import { TextDecoder } from 'node:util';
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';

/** A GraphQL request as it stands in a body. */
export type ReadRequest = {
  readonly document: DocumentNode;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const DOCUMENTS = 500;

/**
 * Reads the body of a GraphQL request: JSON with `query` and `variables`, parsed and validated against a schema. The last 500 documents
 * that were valid are kept. Null for anything else.
 */
export function documentReader(schema: GraphQLSchema): (body: Uint8Array) => ReadRequest | null {
  const known = new Map<string, DocumentNode>();
  const decoder = new TextDecoder('utf-8', { fatal: true });

  const documentOf = (text: string): DocumentNode | null => {
    const document = known.get(text) ?? valid(text, schema);
    if (document === null) return null;
    // A map keeps the order of insertion: put last what was used last, drop the first.
    known.delete(text);
    known.set(text, document);
    const oldest = known.size > DOCUMENTS ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return document;
  };

  return (body) => {
    const { query, variables = {} } = fieldsOf(body, decoder);
    if (typeof query !== 'string' || typeof variables !== 'object' || variables === null) return null;
    const document = documentOf(query);
    return document === null ? null : { document, text: query, variables: { ...variables } };
  };
}

function fieldsOf(
  body: Uint8Array,
  decoder: TextDecoder,
): { readonly query?: unknown; readonly variables?: unknown } {
  try {
    return Object(JSON.parse(decoder.decode(body)));
  } catch {
    return {};
  }
}

function valid(text: string, schema: GraphQLSchema): DocumentNode | null {
  try {
    const document = parse(text, { noLocation: true });
    return validate(schema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
}
