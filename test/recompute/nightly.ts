/** `pnpm nightly recompute [--households N] [--kills N]`: of a run over 1,000,000 households by workers that are killed again and again, each is assessed once. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
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
import { killRecompute } from './kill-recompute.ts';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '20' },
  },
});
const [households, kills] = [Number(values.households), Number(values.kills)];

const home = join(tmpdir(), `seisi-recompute-${randomUUID()}`);
const config = { ...readConfig(), home, databaseUrl: null, secretsDir: null };
const database = await openEmbedded(openHome(config));
try {
  const { adminUrl } = database;
  const secrets = readSecrets(config);
  await migrate(adminUrl, secrets, ['person']);
  const found = await killRecompute({
    ...{ adminUrl, roomUrl: roomUrl(adminUrl, databaseOf(adminUrl), 'person', secrets) },
    ...{ households, kills, size: 1000 },
    onStage: (stage, seconds) => process.stdout.write(`${stage} after ${seconds.toFixed(1)} s\n`),
  });
  const isGood = found.faults.length === 0;
  const told = `${found.assessed} of ${households} households assessed once and replayed to the same, workers killed ${found.kills} times`;
  process.stdout.write(`${isGood ? 'passed' : 'FAILED'}  ${told}\n`);
  for (const fault of found.faults.slice(0, 20)) process.stdout.write(`        ${fault}\n`);
  process.exitCode = isGood ? 0 : 1;
} finally {
  await database.close();
  rmSync(home, { recursive: true, force: true });
}
