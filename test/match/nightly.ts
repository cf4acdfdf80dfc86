/** `pnpm nightly match [--families N] [--years N] [--seed N]`: as many people a birthday as in a register of four million, with and without identity numbers. */
import { parseArgs } from 'node:util';
import { isKept, measure, measureNaive, promised, told } from './measure.ts';

const { values } = parseArgs({
  options: {
    families: { type: 'string', default: '8000' },
    years: { type: 'string', default: '5' },
    seed: { type: 'string', default: '3' },
  },
});
const [families, years, seed] = [Number(values.families), Number(values.years), Number(values.seed)];

process.stdout.write(`seed ${seed}\n`);
for (const numbers of ['WITH', 'WITHOUT'] as const) {
  const options = { seed, families, years, numbers };
  const figures = measure(options);
  const isGood = isKept(figures, promised(numbers));
  process.stdout.write(
    `${isGood ? 'passed' : 'FAILED'}  ${numbers.toLowerCase()} identity numbers: ${told(figures)}\n`,
  );
  if (!isGood) process.exitCode = 1;
  const { precision, recall } = measureNaive(options);
  process.stdout.write(
    `        by exact name and day of birth alone: ${(precision * 100).toFixed(2)} % true, ${(recall * 100).toFixed(2)} % found\n`,
  );
}
