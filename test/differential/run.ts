/** `node test/differential/run.ts [--graphs N] [--operations M] [--seed S]`: our executor against Apollo's own. */
import { parseArgs } from 'node:util';
import { figures, runCampaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    graphs: { type: 'string', default: '20' },
    operations: { type: 'string', default: '25' },
    seed: { type: 'string' },
  },
});
const seed = values.seed ?? Date.now().toString(36);
const PROGRESS_EVERY = 50;

process.stdout.write(`seed       ${seed}\n`);
const tally = await runCampaign(
  { graphs: Number(values.graphs), operations: Number(values.operations), seed },
  ({ graphs, cases, failures }) => {
    if (graphs % PROGRESS_EVERY === 0)
      process.stdout.write(`           ${graphs} graphs, ${cases} cases, ${failures.length} failures\n`);
  },
);
process.stdout.write(figures(tally));
for (const failure of tally.failures) process.stdout.write(`\n${failure}\n`);
process.exitCode = tally.failures.length === 0 ? 0 : 1;
