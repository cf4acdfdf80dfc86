import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { databaseOf, urlWith, withConnection } from '@seisi/migrations/connection';
import { freePort } from '@seisi/migrations/postgres/port';
import { afterEach, expect, test } from 'vitest';

import { testDatabase } from '../setup/postgres.ts';
import { processesOn, runScript, type Script, temporaryHome } from './script.ts';

const { folder: home, clear } = temporaryHome();
afterEach(clear);

/** A refusal is one sentence on stderr, without a stack, and a failing exit. */
async function refusal(script: Script): Promise<string> {
  expect(await script.ended).toBe(1);
  expect(script.errors().trim().split('\n')).toHaveLength(1);
  return script.errors();
}

function occupied(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}

test('a taken port is refused before any database is made', async () => {
  const { server, port } = await occupied();

  const sentence = await refusal(runScript('start.ts', { SEISI_HOME: home, PORT: String(port) }));
  const again = await refusal(runScript('start.ts', { SEISI_HOME: home, PORT: String(port) }));
  server.close();

  expect(sentence).toContain(`Port ${port} is taken`);
  expect(again).toBe(sentence);
  expect(existsSync(join(home, 'postgres', 'data'))).toBe(false);
  expect(processesOn(home)).toEqual([]);
});

test('a DATABASE_URL where nobody listens is refused, and its password is not shown', async () => {
  const url = `postgres://clerk:not-to-be-shown@127.0.0.1:${await freePort()}/registry`;

  const sentence = await refusal(runScript('start.ts', { SEISI_HOME: home, PORT: '0', DATABASE_URL: url }));

  expect(sentence).toContain('cannot be reached: nobody listens there');
  expect(sentence).not.toContain('not-to-be-shown');
});

test('a role of DATABASE_URL that may not migrate is told which rights it needs', async () => {
  const database = await testDatabase();
  const role = `${databaseOf(database.adminUrl)}_clerk`;
  await withConnection(database.adminUrl, async (sql) => {
    await sql.unsafe(`create role ${role} login password 'clerk'`);
    await sql.unsafe(`grant connect on database ${databaseOf(database.adminUrl)} to ${role}`);
  });
  const url = urlWith(database.adminUrl, { user: role, password: 'clerk' });

  const sentence = await refusal(runScript('start.ts', { SEISI_HOME: home, PORT: '0', DATABASE_URL: url }));
  await database.close();

  expect(sentence).toContain(`${role} of DATABASE_URL needs CREATEROLE and CREATE ON DATABASE`);
});

test('a wrong password of DATABASE_URL is refused', async () => {
  const database = await testDatabase();
  const url = urlWith(database.adminUrl, { password: 'wrong' });

  const sentence = await refusal(runScript('start.ts', { SEISI_HOME: home, PORT: '0', DATABASE_URL: url }));
  await database.close();

  expect(sentence).toContain('cannot be reached: password authentication failed');
});

test('data of another major version of PostgreSQL is refused and left as it is', async () => {
  mkdirSync(join(home, 'postgres', 'data'), { recursive: true, mode: 0o755 });
  writeFileSync(join(home, 'postgres', 'data', 'PG_VERSION'), '9\n');

  const sentence = await refusal(runScript('start.ts', { SEISI_HOME: home, PORT: '0' }));

  expect(sentence).toMatch(/was made by PostgreSQL 9, and this version of Seisi brings PostgreSQL \d+/);
});

test('a secret that is missing in SEISI_SECRETS_DIR is refused, not made', async () => {
  const secrets = `${home}/mounted`;
  mkdirSync(secrets, { recursive: true });

  const sentence = await refusal(runScript('bearer.ts', { SEISI_SECRETS_DIR: secrets }, ['citizen']));

  expect(sentence).toContain(`${secrets}/role-password is missing`);
});
