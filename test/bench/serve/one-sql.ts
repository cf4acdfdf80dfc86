/** The limit: bare node:http and one statement that lets the database write the answer. No token, no grants, no receipts, no GraphQL. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import postgres from 'postgres';
import { serveOrder } from '../order.ts';
import { SWEEP_PATH } from '../sweep.ts';
import { readBody, serveHttp } from './http.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PROFILE = readFileSync(join(import.meta.dirname, '../profile.sql'), 'utf8');

const ONE = 'where h.id = $1';
const FIRST_HUNDRED = `
  where h.registration_number = any
    (select n.registration_number from person.household n order by n.registration_number limit 100)
  order by h.registration_number`;
/** The same for the first hundred households, each inside its edge. */
const SWEEP = `
  select '[' || string_agg('{"node":' || swept.household || '}', ',') || ']' as edges from (
    ${PROFILE.replace(ONE, FIRST_HUNDRED)}
  ) swept`;

serveOrder(async ({ adminUrl }) => {
  const sql = postgres(adminUrl, {
    max: 4,
    fetch_types: false,
    onnotice: () => {},
    connection: { plan_cache_mode: 'force_generic_plan' },
  });
  const doors: Readonly<Record<string, (body: Buffer) => Promise<string | null>>> = {
    '/household': async (body) => {
      const { id } = JSON.parse(body.toString('utf8')) as { id: unknown };
      if (typeof id !== 'string' || !UUID.test(id)) return null;
      const [row] = await sql.unsafe<{ household: string }[]>(PROFILE, [id], { prepare: true });
      return `{"data":{"household":${row?.household ?? 'null'}}}`;
    },
    [SWEEP_PATH]: async () => {
      const [row] = await sql.unsafe<{ edges: string }[]>(SWEEP, [], { prepare: true });
      return `{"data":{"households":{"edges":${row?.edges ?? '[]'}}}}`;
    },
  };
  return serveHttp(
    '/household',
    (message, response) => {
      readBody(message)
        .then(async (body) => send((await doors[message.url ?? '']?.(body)) ?? null, response))
        .catch(() => response.writeHead(500).end());
    },
    () => sql.end({ timeout: 5 }),
  );
});

function send(text: string | null, response: ServerResponse): void {
  if (text === null) {
    response.writeHead(400).end();
    return;
  }
  const body = Buffer.from(text);
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength })
    .end(body);
}
