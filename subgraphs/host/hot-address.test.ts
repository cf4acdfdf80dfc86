import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../migrations/config.ts';
import { type Home, openHome } from '../../migrations/home.ts';
import { type Server, startServer } from '../../migrations/postgres/server.ts';
import { testDatabase } from '../../test/setup/postgres.ts';
import { hotAddress } from './hot-address.ts';
import { openHotReads } from './hot-queue.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const isEncrypted = { text: 'select ssl from pg_stat_ssl where pid = pg_backend_pid()' };

/** Whether hot reads, and `postgres`, speak to an address under TLS; or the code by which they do not speak at all. */
async function spoken(url: string): Promise<unknown[]> {
  const reads = openHotReads(url);
  const sql = postgres(url, { max: 1 });
  const outcomes = await Promise.allSettled([
    reads.read(isEncrypted, []).then((rows) => rows[0]?.[0] === 't'),
    sql.unsafe<{ ssl: boolean }[]>(isEncrypted.text).then((rows) => rows[0]?.ssl),
  ]);
  await Promise.all([reads.close(), sql.end()]);
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code));
}

test('an address says the same as to the other driver: hosts, ports, role, database and settings', () => {
  const { hosts, mayBePlain } = hotAddress(
    'postgres://anna%40home:pass%2Fword@one:1,two:2/the%20room?sslmode=prefer&search_path=a%20b&connect_timeout=3',
  );

  expect(mayBePlain).toBe(true);
  expect(hosts.map(({ host, port }) => [host, port])).toEqual([
    ['one', 1],
    ['two', 2],
  ]);
  expect(hosts[0]).toMatchObject({
    user: 'anna@home',
    connectionTimeoutMillis: 3000,
    options: expect.stringContaining('-c search_path=a\\ b -c plan_cache_mode=force_generic_plan'),
  });
});

test('where a server has no TLS, only who demands it is refused', async () => {
  const database = await testDatabase();
  const url = database.roomUrl('person');

  expect(await spoken(url)).toEqual([false, false]);
  expect(await spoken(`${url}?sslmode=disable`)).toEqual([false, false]);
  expect(await spoken(`${url}?sslmode=prefer`)).toEqual([false, false]);
  const reads = openHotReads(`${url}?sslmode=require`);
  await expect(reads.ready()).rejects.toThrow('does not support SSL');
  await reads.close();
  await database.close();
});

describe.skipIf(!hasOpenssl)('where a server has TLS with a certificate that nobody vouches for', () => {
  const folder = join(tmpdir(), `seisi-tls-${process.pid}`);
  let server: Server;
  beforeAll(async () => {
    const home = openHome({ ...readConfig(), home: folder });
    server = await startServer(home, certificate(home));
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.for([
    { sslmode: 'disable', outcome: false },
    { sslmode: 'prefer', outcome: true },
    { sslmode: 'require', outcome: true },
    { sslmode: 'verify-ca', outcome: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { sslmode: 'verify-full', outcome: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  ])('sslmode=$sslmode means the same to both drivers', async ({ sslmode, outcome }) => {
    expect(await spoken(`${server.url('postgres')}?sslmode=${sslmode}`)).toEqual([outcome, outcome]);
  });
});

/** The settings of a server with a certificate of its own making. */
function certificate({ postgres: folder, serverUser }: Home): Record<string, string> {
  const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const making = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', [...making, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  chmodSync(key, 0o600);
  if (serverUser !== null) for (const file of [key, cert]) chownSync(file, serverUser.uid, serverUser.gid);
  return { ssl: 'on', ssl_cert_file: cert, ssl_key_file: key };
}
