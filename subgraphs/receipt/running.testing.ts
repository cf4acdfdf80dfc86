import type { JsonWebKey } from 'node:crypto';
import { openSequencer } from './sequencer.step.ts';

/** A sequencer in a process of its own, to be killed: takes its address and key as JSON, and says when it runs. */
const [given = '{}'] = process.argv.slice(2);
const { databaseUrl, key } = JSON.parse(given) as { databaseUrl: string; key: JsonWebKey };
openSequencer({
  databaseUrl,
  key,
  now: Date.now,
  intervalMs: 1,
  bounds: { receipts: 7, bytes: 1_000_000 },
  onNotice: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write('running\n');
