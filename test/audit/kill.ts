/** `pnpm nightly kill [--receipts N] [--disturbances N] [--only NAME]`: whatever is killed, stopped or full mid-load, every receipt that was promised is kept once. */
import { parseArgs } from 'node:util';
import { prove, SCENARIOS } from './scenarios.ts';
import { DisposableServer } from './server.ts';

const { values } = parseArgs({
  options: {
    receipts: { type: 'string', default: '20000' },
    disturbances: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});
const size = { receipts: Number(values.receipts), disturbances: Number(values.disturbances) };
const server = await DisposableServer.open();
let failed = 0;
try {
  for (const scenario of SCENARIOS) {
    if (values.only !== undefined && values.only !== scenario.name) continue;
    const { promised, unpromised, refused, lost, doubled, altered, misnumbered } = await prove(
      scenario,
      server,
      size,
    );
    const faults = { lost, doubled, altered, misnumbered };
    const isGood =
      Object.values(faults).every(({ length }) => length === 0) && (refused > 0 || !scenario.refuses);
    failed += isGood ? 0 : 1;
    const counts = Object.entries(faults).map(([name, { length }]) => `${name} ${length}`);
    process.stdout.write(
      `${isGood ? 'passed' : 'FAILED'}  ${scenario.name.padEnd(16)} promised ${promised}, ${counts.join(', ')}, kept unpromised ${unpromised}, refused ${refused}: ${scenario.proves}\n`,
    );
  }
} finally {
  await server.close();
}
process.exitCode = failed === 0 ? 0 : 1;
