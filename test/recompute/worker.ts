/** The work of runs over all households in a process of its own, to be killed: takes its options as JSON, and says when it runs. */
import { openRecompute } from '../../subgraphs/person/recompute-run.work.ts';

type Given = { readonly databaseUrl: string; readonly now: number; readonly size: number };

const [given = '{}'] = process.argv.slice(2);
const { now, ...options } = JSON.parse(given) as Given;
openRecompute({
  ...options,
  now: () => now,
  intervalMs: 20,
  onNotice: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write('running\n');
