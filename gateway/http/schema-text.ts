import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { RegistryError } from '@seisi/schema/errors';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import QuickLRU from 'quick-lru';
import { acceptedEncoding } from './accepted.ts';
import { type GraphqlDoor, type Result, type Told, throughDoor, viewerOf } from './graphql.ts';
import { pack } from './pack.ts';
import { sendWhileItStands } from './send.ts';

const QUERY = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/** Schemas by what introspection answered: grounds that open the same have one. */
const texts = new QuickLRU<string, string>({ maxSize: 32 });

/**
 * Sends the schema of whoever asks as text: by token the view of its ground, without one the public part. It is asked of the graph like any introspection, so that the two
 * never differ, and what refuses the one refuses the other.
 */
export function serveSchema(
  door: GraphqlDoor,
  message: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const read = async () => ({
    viewer: await viewerOf(door, message),
    request: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: { query: QUERY },
    },
  });
  return throughDoor(door, message, response, requestId, read, (result, told) =>
    sendSchema(message, response, textOf(result), told),
  );
}

type Introspected = {
  readonly data?: IntrospectionQuery | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: RegistryError['code'] };
  }[];
};

/** @throws RegistryError where the graph did not tell it */
function textOf({ body }: Result): string {
  const answered = body.kind === 'complete' ? body.string : '';
  const known = texts.get(answered);
  if (known !== undefined) return known;
  const { data, errors } = JSON.parse(answered) as Introspected;
  const [error] = errors ?? [];
  if (error !== undefined) throw new RegistryError(error.extensions.code, error.message);
  if (data == null) throw new Error('Introspection answered nothing.');
  const text = `${printSchema(buildClientSchema(data))}\n`;
  texts.set(answered, text);
  return text;
}

/** Kept by caches, and packed, for everybody who shows no token, and for nobody else. */
async function sendSchema(
  message: IncomingMessage,
  response: ServerResponse,
  text: string,
  { viewer, outcome }: Told,
): Promise<void> {
  const { bytes, encoding } = await pack(text, viewer === null ? acceptedEncoding(message) : null);
  response.setHeader('content-type', 'application/graphql; charset=utf-8');
  response.appendHeader('vary', 'Accept-Encoding, Authorization');
  response.setHeader('cache-control', viewer === null ? 'public, max-age=300' : 'private, no-store');
  if (encoding !== null) response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bytes.length);
  response.statusCode = 200;
  if (message.method === 'HEAD') return void response.end();
  await sendWhileItStands(response, bytes, outcome.standing);
}
