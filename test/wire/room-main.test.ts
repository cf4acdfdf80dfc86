import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { passportSigner } from '@seisi/gateway/plan/passport-wire';
import { remoteRoom } from '@seisi/gateway/plan/remote-room';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import { ask, gatewayKey, officerPassport } from './room-process.ts';

const MAIN = join(import.meta.dirname, '../../subgraphs/host/main.ts');
const key = gatewayKey('gateway-1');

// Each test starts a process.
vi.setConfig({ testTimeout: 30_000 });

let database: TestDatabase;
let secrets: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
  secrets = mkdtempSync(join(tmpdir(), 'seisi-room-'));
  writeFileSync(join(secrets, 'grant-keys'), 'g'.repeat(43));
  writeFileSync(join(secrets, 'cursor-keys'), 'c'.repeat(43));
  writeFileSync(join(secrets, 'passport-keys.json'), JSON.stringify({ keys: [key.verifying] }));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  rmSync(secrets, { recursive: true });
  await database.close();
});

/** Runs a room by its command, with nothing in its environment but what it needs. */
function run(name: string, given: Readonly<Record<string, string>> = {}) {
  const env = { DATABASE_URL: database.roomUrl('volunteer'), SEISI_SECRETS_DIR: secrets, ...given };
  const child = spawn(process.execPath, [MAIN, name], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

test('a room runs as a process of its own, says where, answers the gateway, and ends when told', async () => {
  const child = run('volunteer');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = /^volunteer (http:\/\/127\.0\.0\.1:\d+\/graphql)\n$/.exec(line.toString())?.[1] ?? '';
  const room = remoteRoom({ name: 'volunteer', url, sign: passportSigner(key.signing) });

  await room.ready();
  const { data, errors } = await ask(room, '{ voluntaryOrganisations { code } }', {}, officerPassport([]));
  expect(errors).toBeUndefined();
  expect(data?.['voluntaryOrganisations']).not.toEqual([]);

  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('at SIGHUP a room reads its keys anew; where one of them does not fit, the old ones go on', async () => {
  const newer = gatewayKey('gateway-2');
  const shown = join(secrets, 'passport-keys.json');
  const child = run('volunteer');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().split(' ')[1]?.trim() ?? '';
  const answers = async ({ signing }: typeof key) => {
    const room = remoteRoom({ name: 'volunteer', url, sign: passportSigner(signing) });
    const asked = ask(room, '{ voluntaryOrganisations { code } }', {}, officerPassport([]));
    return asked.then(
      ({ data }) => data !== null,
      () => false,
    );
  };
  const renew = async (keys: unknown) => {
    writeFileSync(shown, JSON.stringify({ keys }));
    child.kill('SIGHUP');
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    return said.toString();
  };

  expect([await answers(key), await answers(newer)]).toEqual([true, false]);
  expect(await renew([newer.signing])).toMatch(/^The keys stay as they were: .*passport-keys\.json.*\n$/);
  expect([await answers(key), await answers(newer)]).toEqual([true, false]);
  expect(await renew([key.verifying, newer.verifying])).toBe('The keys were read anew.\n');
  expect([await answers(key), await answers(newer)]).toEqual([true, true]);
  await renew([newer.verifying]);
  expect([await answers(key), await answers(newer)]).toEqual([false, true]);
  writeFileSync(shown, JSON.stringify({ keys: [key.verifying] }));
});

test.for([
  ['a room that does not exist', 'nowhere', {}, 'Name a room'],
  ['the host, which is no room', 'host', {}, 'Name a room'],
  ['a path', '../subgraphs/volunteer', {}, 'Name a room'],
  ['a room without a database', 'volunteer', { DATABASE_URL: '' }, 'DATABASE_URL must be set.'],
] as const)('%s is refused in one sentence', async ([_what, name, environment, sentence]) => {
  const child = run(name, environment);
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

  expect(said).toContain(sentence);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
});
