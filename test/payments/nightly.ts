/** `pnpm nightly payments [--awards N] [--kills N]`: of a run of 560,000 payments by workers that are killed again and again, each stands in one line of one file. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '@seisi/migrations/config';
import { databaseOf } from '@seisi/migrations/connection';
import { openEmbedded } from '@seisi/migrations/database';
import { openHome } from '@seisi/migrations/home';
import { roomUrl } from '@seisi/migrations/roles';
import { migrate } from '@seisi/migrations/run';
import { readSecrets } from '@seisi/migrations/secrets';
import { killRun } from './kill-run.ts';
import { expectedPayments } from './world.ts';

/** So many that some 560,000 are due and have a checked account. */
const AWARDS = '979700';
const { values } = parseArgs({
  options: { awards: { type: 'string', default: AWARDS }, kills: { type: 'string', default: '40' } },
});
const [awards, kills] = [Number(values.awards), Number(values.kills)];

const home = join(tmpdir(), `seisi-payments-${randomUUID()}`);
const folder = join(home, 'payments');
const config = { ...readConfig(), home, databaseUrl: null, secretsDir: null };
const database = await openEmbedded(openHome(config));
try {
  const { adminUrl } = database;
  const secrets = readSecrets(config);
  await migrate(adminUrl, secrets, ['aid']);
  mkdirSync(folder);
  const found = await killRun({
    ...{ adminUrl, roomUrl: roomUrl(adminUrl, databaseOf(adminUrl), 'aid', secrets), folder },
    ...{ awards, kills, chunk: 4000, mostLines: 10_000, random: Math.random },
    onStage: (stage, seconds) => process.stdout.write(`${stage} after ${seconds.toFixed(1)} s\n`),
  });
  const { lines, total } = expectedPayments(awards);
  const isGood =
    found.faults.length === 0 && found.ended === 0 && found.lines === lines.size && found.total === total;
  const told = `${found.lines} payments of ${found.total} sen in ${found.files} files, ${found.unpaid} without an account, ${found.kills} workers killed`;
  process.stdout.write(`${isGood ? 'passed' : 'FAILED'}  ${told}\n`);
  for (const fault of found.faults.slice(0, 20)) process.stdout.write(`        ${fault}\n`);
  process.exitCode = isGood ? 0 : 1;
} finally {
  await database.close();
  rmSync(home, { recursive: true, force: true });
}
