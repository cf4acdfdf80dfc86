/** The limit: bare node:http and one statement that lets the database write the answer. No token, no grants, no receipts, no GraphQL. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import postgres from 'postgres';
import { serveOrder } from '../order.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PROFILE = readFileSync(join(import.meta.dirname, '../profile.sql'), 'utf8');

serveOrder(async ({ adminUrl }) => {
  const sql = postgres(adminUrl, { max: 4, fetch_types: false, onnotice: () => {} });
  const profileOf = async (id: string): Promise<string> => {
    const [row] = await sql.unsafe<{ household: string }[]>(PROFILE, [id], { prepare: true });
    return `{"data":{"household":${row?.household ?? 'null'}}}`;
  };
  const server = createServer((message, response) => {
    readText(message)
      .then((text) => answer(text, profileOf, response))
      .catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/household`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await sql.end({ timeout: 5 });
    },
  };
});

async function answer(
  text: string,
  profileOf: (id: string) => Promise<string>,
  response: ServerResponse,
): Promise<void> {
  const { id } = JSON.parse(text) as { id: unknown };
  if (typeof id !== 'string' || !UUID.test(id)) {
    response.writeHead(400).end();
    return;
  }
  const body = Buffer.from(await profileOf(id));
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength })
    .end(body);
}

function readText(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    message.once('error', reject);
  });
}
