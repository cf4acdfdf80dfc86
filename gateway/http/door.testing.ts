import { connect, type Socket } from 'node:net';
import { ApolloServer } from '@apollo/server';
import type { Viewer } from '@seisi/schema/viewer';
import type { Caller } from '../request.ts';
import { Admission } from './admission.ts';
import { type Doors, type Listening, listen } from './server.ts';
import { TIMES, type Times } from './times.ts';

/** A door before a graph of two fields, on a port of its own, in which whoever sends the token `officer` is one. Closing ends both. */
export async function openDoor({
  doors = {},
  times = {},
  failing = false,
}: {
  readonly doors?: Partial<Omit<Doors, 'graphql'>>;
  readonly times?: Partial<Times>;
  readonly failing?: boolean;
} = {}): Promise<Listening & { readonly failures: readonly string[] }> {
  const failures: string[] = [];
  const server = new ApolloServer<Caller>({
    typeDefs: 'type Query { one: Int  long(length: Int!): String } type Mutation { step: Int }',
    resolvers: {
      Query: { one: () => 1, long: (_: unknown, { length }: { length: number }) => 'x'.repeat(length) },
    },
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
  });
  await server.start();
  const graphql = {
    server,
    identify: async (authorization: string | null) => {
      if (failing) throw new TypeError('Ana binti Ali');
      return authorization === 'Bearer officer' ? ({} as Viewer) : null;
    },
    admission: new Admission({ most: 100, mostWaiting: 100, patienceMs: 10_000 }),
    bodyLimitBytes: 10_000,
    deadlineMs: 5_000,
    now: Date.now,
    onFailure: (requestId: string, error: unknown) => failures.push(`${requestId} ${(error as Error).name}`),
  };
  const listening = await listen(
    { graphql, ready: async () => {}, documents: {}, ...doors },
    { host: '127.0.0.1', port: 0 },
    { ...TIMES, ...times },
  );
  const close = async () => {
    await listening.close();
    await server.stop();
  };
  return { url: listening.url, close, failures };
}

/** A connection to it, and all that came back until it was closed. */
export function dial(url: string): { readonly socket: Socket; readonly heard: Promise<string> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const heard = new Promise<string>((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {}).once('close', () => resolve(text));
  });
  return { socket, heard };
}
