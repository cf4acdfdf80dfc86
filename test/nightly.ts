/** `pnpm nightly NAME [OPTION…]`: the long proofs, which are too long for every change. Each prints its seed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

type Proof = {
  readonly name: string;
  readonly proves: string;
  readonly script: string;
  readonly options: readonly string[];
};

const PROOFS: readonly Proof[] = [
  {
    name: 'fuzz',
    proves: '100,000 random operations on 1,000 random federated graphs',
    script: 'test/conformance/fuzz.ts',
    options: ['--schemas', '1000', '--operations', '100'],
  },
  {
    name: 'differential',
    proves: '10,000 random operations are answered as by Apollo’s own executor, and by one plain schema',
    script: 'test/differential/run.ts',
    options: ['--graphs', '400', '--operations', '25'],
  },
  {
    name: 'http',
    proves:
      'the tests of access, receipts, registers and limits and the stories once more, with every room behind HTTP',
    script: 'node_modules/vitest/vitest.mjs',
    options: ['run', '--config', 'test/vitest.http.config.ts'],
  },
  {
    name: 'arrangements',
    proves:
      '1,500 random operations come to the same, byte for byte, of rooms in one process and of rooms apart',
    script: 'node_modules/vitest/vitest.mjs',
    options: ['run', '--config', 'test/vitest.arrangements.config.ts'],
  },
  {
    name: 'kill',
    proves:
      'whatever is killed, stopped or full under load, each of 20,000 promised receipts is in the tree once, of sinks and of the whole product',
    script: 'test/audit/kill.ts',
    options: [],
  },
  {
    name: 'receipts',
    proves:
      'of 3,000 random reads each receipt, and each person’s log, says what stands in the answers, and nothing else',
    script: 'node_modules/vitest/vitest.mjs',
    options: ['run', '--config', 'test/vitest.receipts.config.ts'],
  },
  {
    name: 'histories',
    proves:
      'of 10,000 random histories of incomes, as many of values, of memberships and of addresses, what the register said on a day is a fold of what was recorded by then',
    script: 'node_modules/vitest/vitest.mjs',
    options: ['run', '--config', 'test/vitest.histories.config.ts'],
  },
  {
    name: 'overload',
    proves:
      'asked three times what it can answer, the gateway refuses early and answers the rest as fast as ever',
    script: 'test/overload/overload.ts',
    options: [],
  },
  {
    name: 'soak',
    proves: 'in half an hour at 70 % of capacity nothing fails, and less than a megabyte a minute is kept',
    script: 'test/overload/soak.ts',
    options: [],
  },
  {
    name: 'payments',
    proves:
      'of a run of 560,000 payments by workers that are killed again and again, each stands in one line of one file, and the sum is exact',
    script: 'test/payments/nightly.ts',
    options: [],
  },
  {
    name: 'recompute',
    proves:
      'of a run over 1,000,000 households by workers that are killed again and again, each is assessed once, counted once, and replays to the same',
    script: 'test/recompute/nightly.ts',
    options: [],
  },
  {
    name: 'match',
    proves:
      'of 50,000 labelled entries, with and without identity numbers, 98 of 100 automatic matches are right, and 90 of 100 people who stand twice are found',
    script: 'test/match/nightly.ts',
    options: [],
  },
  {
    name: 'lost',
    proves:
      'a process in which many act lives through forty losses of PostgreSQL, which ends connections, stops, dies and comes back, and each act is done once',
    script: 'test/lost/nightly.ts',
    options: [],
  },
  {
    name: 'mutation',
    proves: 'the tests notice 95 of 100 changes to what decides who sees what',
    script: 'test/mutation/run.ts',
    options: [],
  },
];

/** Runs one proof in a process of its own; options given here come after its own, and so replace them. */
function run({ script, options }: Proof, more: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...options, ...more], { cwd: ROOT, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const [name, ...more] = process.argv.slice(2);
const proof = PROOFS.find((one) => one.name === name);
if (proof === undefined) {
  const known = PROOFS.map((one) => `  ${one.name.padEnd(12)} ${one.proves}\n`).join('');
  process.stderr.write(
    `${name === undefined ? 'Name a proof.' : `There is no proof ${name}.`} There are:\n${known}`,
  );
  process.exitCode = 1;
} else process.exitCode = await run(proof, more);
