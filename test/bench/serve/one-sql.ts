/** The limit: bare node:http and one statement that lets the database write the answer. No token, no grants, no receipts, no GraphQL. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import postgres from 'postgres';
import { serveOrder } from '../order.ts';
import { readBody, serveHttp } from './http.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PROFILE = readFileSync(join(import.meta.dirname, '../profile.sql'), 'utf8');

serveOrder(async ({ adminUrl }) => {
  const sql = postgres(adminUrl, {
    max: 4,
    fetch_types: false,
    onnotice: () => {},
    connection: { plan_cache_mode: 'force_generic_plan' },
  });
  const profileOf = async (id: string): Promise<string> => {
    const [row] = await sql.unsafe<{ household: string }[]>(PROFILE, [id], { prepare: true });
    return `{"data":{"household":${row?.household ?? 'null'}}}`;
  };
  return serveHttp(
    '/household',
    (message, response) => {
      readBody(message)
        .then((body) => answer(body, profileOf, response))
        .catch(() => response.writeHead(500).end());
    },
    () => sql.end({ timeout: 5 }),
  );
});

async function answer(
  given: Buffer,
  profileOf: (id: string) => Promise<string>,
  response: ServerResponse,
): Promise<void> {
  const { id } = JSON.parse(given.toString('utf8')) as { id: unknown };
  if (typeof id !== 'string' || !UUID.test(id)) {
    response.writeHead(400).end();
    return;
  }
  const body = Buffer.from(await profileOf(id));
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength })
    .end(body);
}
