import { TextDecoder } from 'node:util';
import { type DocumentNode, type GraphQLSchema, Kind, OperationTypeNode, parse, validate } from 'graphql';

/** A GraphQL request as it stands in a body. */
export type ReadRequest = {
  readonly document: DocumentNode;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const DOCUMENTS = 500;
/** Requests in one body. The fetches of a plan level are fewer. */
const MOST_TOGETHER = 16;

/**
 * Reads a body: JSON with `query` and `variables`, parsed and validated against a schema, or an array of several queries. The last 500
 * documents that were valid are kept. Null for anything else.
 */
export function documentReader(
  schema: GraphQLSchema,
): (body: Uint8Array) => { readonly requests: readonly ReadRequest[]; readonly isArray: boolean } | null {
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

  const requestOf = (value: unknown): ReadRequest | null => {
    const { query, variables = {} } = Object(value) as { query?: unknown; variables?: unknown };
    if (typeof query !== 'string' || typeof variables !== 'object' || variables === null) return null;
    const document = documentOf(query);
    return document === null ? null : { document, text: query, variables: { ...variables } };
  };

  return (body) => {
    const value = parsed(body, decoder);
    if (!Array.isArray(value)) {
      const request = requestOf(value);
      return request === null ? null : { requests: [request], isArray: false };
    }
    if (value.length === 0 || value.length > MOST_TOGETHER) return null;
    const requests = value.map(requestOf).filter((request) => request !== null);
    // What changes something comes by itself.
    const isWhole = requests.length === value.length && requests.every(({ document }) => asksOnly(document));
    return isWhole ? { requests, isArray: true } : null;
  };
}

function parsed(body: Uint8Array, decoder: TextDecoder): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    return null;
  }
}

function asksOnly({ definitions }: DocumentNode): boolean {
  return definitions.every(
    (one) => one.kind !== Kind.OPERATION_DEFINITION || one.operation === OperationTypeNode.QUERY,
  );
}

function valid(text: string, schema: GraphQLSchema): DocumentNode | null {
  try {
    const document = parse(text, { noLocation: true });
    return validate(schema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
}
