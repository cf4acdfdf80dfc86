/** `pnpm nightly lost [--times N]`: a process in which many act, while PostgreSQL ends its connections, stops, dies and comes back; each act is done once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DisposableServer } from '../audit/server.ts';
import { type Disturbance, proveActs } from './prove-acts.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '10' } } });
const STOPPED_MS = 3000;
const AWAY_MS = 2000;

const server = await DisposableServer.open(['aid']);
const role = new URL(server.urlOf('aid')).username;
const ways: readonly Disturbance[] = [
  {
    name: 'every connection is ended',
    act: () =>
      server.sql(
        (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`,
      ),
  },
  {
    name: 'one connection is ended in a transaction',
    act: () =>
      server.sql(
        (sql) => sql`
          select pg_terminate_backend(pid) from pg_stat_activity
           where usename = ${role} and xact_start is not null limit 1`,
      ),
  },
  { name: 'PostgreSQL is stopped where it stands', act: () => server.whileStopped(() => sleep(STOPPED_MS)) },
  { name: 'PostgreSQL is killed and started again', act: () => server.killFor(AWAY_MS) },
];
try {
  const disturbances = Array.from({ length: Number(values.times) }, () => ways).flat();
  const { answered, faults } = await proveActs({
    databaseUrl: server.urlOf('aid'),
    sql: (act) => server.sql(act),
    disturbances,
    onDisturbed: (name, count) => void process.stdout.write(`${count} acts answered; last: ${name}\n`),
  });
  const told = `${answered} acts through ${disturbances.length} losses, each done once`;
  process.stdout.write(`${faults.length === 0 ? 'passed' : 'FAILED'}  ${told}\n`);
  for (const fault of faults.slice(0, 20)) process.stdout.write(`        ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await server.close();
}
