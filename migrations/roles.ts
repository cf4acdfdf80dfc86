import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { urlWith } from './connection.ts';
import { roomsWithQueue } from './queue.ts';
import { GATEWAY, gatewayRights, queueRights, READS, readsRights, roomRights } from './rights.ts';
import type { Secrets } from './secrets.ts';

/** The role of one room: named by the database, so that two databases of one server keep apart. */
function roleOf(database: string, room: string): string {
  return `${database}_${room}`;
}

/** The password of a role, derived from the secret so that none is kept. */
export function rolePassword(role: string, secrets: Pick<Secrets, 'rolePassword'>): string {
  return createHmac('sha256', secrets.rolePassword).update(`role ${role}`).digest('base64url');
}

/** The address by which a room opens its database: the administrator's, as the room's own role. `owner` is the database that named the roles. */
export function roomUrl(
  adminUrl: string,
  owner: string,
  room: string,
  secrets: Pick<Secrets, 'rolePassword'>,
): string {
  const user = roleOf(owner, room);
  return urlWith(adminUrl, { user, password: rolePassword(user, secrets) });
}

/** The address by which the gateway hands over receipts. */
export function gatewayUrl(adminUrl: string, owner: string, secrets: Pick<Secrets, 'rolePassword'>): string {
  return roomUrl(adminUrl, owner, GATEWAY, secrets);
}

/** The address by which the rooms of one process read together. */
export function readsUrl(adminUrl: string, owner: string, secrets: Pick<Secrets, 'rolePassword'>): string {
  return roomUrl(adminUrl, owner, READS, secrets);
}

/** The roles of a database with these rooms: one a room, the one that reads for several, and the gateway's where a room takes its receipts. */
export function rolesOf(database: string, rooms: readonly string[]): string[] {
  const names = [...rooms, READS, ...(rooms.includes('receipt') ? [GATEWAY] : [])];
  return names.map((name) => roleOf(database, name));
}

/** Makes each room's role, gives it rights on its own schema and nothing else, and closes the database to everyone else. */
export async function grantRoles(
  sql: Sql,
  database: string,
  rooms: readonly string[],
  secrets: Pick<Secrets, 'rolePassword'>,
): Promise<void> {
  for (const role of rolesOf(database, rooms)) await makeRole(sql, role, rolePassword(role, secrets));
  await sql.unsafe('revoke all on schema public from public');
  for (const room of rooms) {
    const names = { role: roleOf(database, room), room, quoted };
    await sql.unsafe(roomRights(names, await tablesOf(sql, room)));
  }
  for (const room of await roomsWithQueue(sql, rooms))
    await sql.unsafe(queueRights(roleOf(database, room), room, quoted));
  await sql.unsafe(readsRights(roleOf(database, READS), rooms, quoted));
  if (rooms.includes('receipt')) await sql.unsafe(gatewayRights(roleOf(database, GATEWAY), quoted));
  await admitOnly(sql, database, rolesOf(database, rooms));
}

/** The tables of a schema by name; partitions are reached through the table that they are part of. */
async function tablesOf(sql: Sql, schema: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class
     where relnamespace = ${schema}::regnamespace and relkind in ('r', 'p') and not relispartition
     order by relname`;
  return rows.map(({ name }) => name);
}

/** Lets these roles connect to a database and nobody else. A clone needs it again: PostgreSQL does not copy a database's own rights. */
export async function admitOnly(sql: Sql, database: string, roles: readonly string[]): Promise<void> {
  await sql.unsafe(`revoke all on database ${quoted(database)} from public`);
  if (roles.length > 0) {
    await sql.unsafe(`grant connect on database ${quoted(database)} to ${roles.map(quoted).join(', ')}`);
  }
}

async function makeRole(sql: Sql, role: string, password: string): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${role}`;
  const act = found === undefined ? 'create' : 'alter';
  await sql.unsafe(
    `${act} role ${quoted(role)} login noinherit nocreatedb nocreaterole password '${verifier(password)}'`,
  );
}

/** What PostgreSQL stores of a password (RFC 5803), made here: so no password stands in a statement that a server may log. */
function verifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (label: string): Buffer => createHmac('sha256', salted).update(label).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
