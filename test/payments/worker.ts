/** The work of payment runs in a process of its own, to be killed: takes its options as JSON, and says when it runs. */
import { folderChannel } from '../../subgraphs/aid/payment-channel.ts';
import { fixedWidth } from '../../subgraphs/aid/payment-file.ts';
import { openPaymentWork } from '../../subgraphs/aid/payment-run.step.ts';

type Given = {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly now: number;
  readonly chunk: number;
  readonly mostLines: number;
};

const [given = '{}'] = process.argv.slice(2);
const { folder, now, ...options } = JSON.parse(given) as Given;
openPaymentWork({
  ...options,
  channel: folderChannel(folder),
  format: fixedWidth,
  now: () => now,
  intervalMs: 20,
  onNotice: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write('running\n');
