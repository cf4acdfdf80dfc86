/**
 * `pnpm nightly kill [--receipts N] [--disturbances N] [--only NAME]`: whatever is killed, stopped or full mid-load, every receipt that was promised is kept
 * once; and every receipt that came to a client of the whole product stands in its tree.
 */
import { parseArgs } from 'node:util';
import { House } from './house.ts';
import { houseFaults, proveHouse } from './house-proof.ts';
import { HOUSE_SCENARIOS } from './house-scenarios.ts';
import { prove, SCENARIOS, type Scenario } from './scenarios.ts';
import { DisposableServer } from './server.ts';
import { whyNoDisk } from './small-disk.ts';

const { values } = parseArgs({
  options: {
    receipts: { type: 'string', default: '20000' },
    disturbances: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});
const size = { receipts: Number(values.receipts), disturbances: Number(values.disturbances) };
const isAsked = ({ name }: { readonly name: string }) => values.only === undefined || values.only === name;

async function proveSinks(scenario: Scenario, server: DisposableServer): Promise<boolean> {
  const { promised, unpromised, refused, ...faults } = await prove(scenario, server, size);
  const { lost, doubled, altered, misnumbered } = faults;
  const counts = Object.entries({ lost, doubled, altered, misnumbered });
  const isGood = counts.every(([, { length }]) => length === 0) && (refused > 0 || !scenario.refuses);
  const told = counts.map(([name, { length }]) => `${name} ${length}`).join(', ');
  say(isGood, scenario, `promised ${promised}, ${told}, kept unpromised ${unpromised}, refused ${refused}`);
  return isGood;
}

async function proveWhole(scenario: (typeof HOUSE_SCENARIOS)[number], house: House): Promise<boolean> {
  const told = await proveHouse(scenario, house, size);
  const faults = houseFaults(scenario, told);
  const { promised, unpromised, refused, publicAnswers, cut, unanswered, audit } = told;
  say(
    faults.length === 0,
    scenario,
    `received ${promised}, kept unheard ${unpromised}, refused ${refused}, public ${publicAnswers}, cut ${cut}, unanswered ${unanswered}, tree of ${audit.size}${faults.map((fault) => `\n        ${fault}`).join('')}`,
  );
  return faults.length === 0;
}

function say(isGood: boolean, scenario: Pick<Scenario, 'name' | 'proves'>, counts: string): void {
  process.stdout.write(
    `${isGood ? 'passed' : 'FAILED'}  ${scenario.name.padEnd(16)} ${counts}: ${scenario.proves}\n`,
  );
}

let failed = 0;
const noDisk = whyNoDisk();
const needsDisk = ({ mountedBytes }: Scenario) => mountedBytes !== undefined && noDisk !== null;
const [unproved = [], sinks = []] = [true, false].map((needs) =>
  SCENARIOS.filter((scenario) => isAsked(scenario) && needsDisk(scenario) === needs),
);
for (const { name, proves } of unproved)
  process.stdout.write(`NOT PROVED  ${name}: no small disk can be mounted here (${noDisk}): ${proves}\n`);
if (sinks.length > 0) {
  const server = await DisposableServer.open();
  try {
    for (const scenario of sinks) failed += (await proveSinks(scenario, server)) ? 0 : 1;
  } finally {
    await server.close();
  }
}
const house = new House(100);
try {
  for (const scenario of HOUSE_SCENARIOS.filter(isAsked))
    failed += (await proveWhole(scenario, house)) ? 0 : 1;
} finally {
  await house.clear();
}
process.exitCode = failed === 0 ? 0 : 1;
