/** A process that watches the clocks of a database until it is killed: `due-clock.work.test.ts` starts it. */

import { lapseSlowly } from './due-clock.testing.ts';
import { openDueClocks } from './due-clock.work.ts';

const [databaseUrl = '', now = ''] = process.argv.slice(2);
openDueClocks({
  databaseUrl,
  now: () => Number(now),
  onNotice: (line) => process.stderr.write(`${line}\n`),
  lapse: lapseSlowly,
  intervalMs: 1,
});
process.stdout.write('watching\n');
