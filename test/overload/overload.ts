/** `pnpm nightly overload`: finds what the gateway can answer, then asks three times as much. */
import { parseArgs } from 'node:util';
import { runCommand } from '@seisi/migrations/refusal';
import type { Arrived } from './arrivals.ts';
import { capacityOf } from './capacity.ts';
import { type LoadedGateway, openLoadedGateway } from './loaded-gateway.ts';

const TIMES = 3;
const MOST_P99_OF_P50 = 3;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      households: { type: 'string', default: '20000' },
      from: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '8' },
      rate: { type: 'string' },
      smoke: { type: 'boolean', default: false },
    },
  });
  const loaded = await openLoadedGateway(Number(values.households));
  try {
    const seconds = Number(values.seconds);
    const from = Number(values.from);
    say('rate/s  answered     p50     p99  refused  p99 of refusals  failures');
    // Code is compiled and caches fill.
    await loaded.ask(from, seconds);
    const capacity = values.rate === undefined ? await found(loaded, { from, seconds }) : Number(values.rate);
    const over = await loaded.ask(TIMES * capacity, 2 * seconds);
    line(TIMES * capacity, over);
    const ratio = over.p99 / over.p50;
    say(`Of those admitted p99 is ${ratio.toFixed(2)} × p50 (at the most ${MOST_P99_OF_P50}).`);
    if (over.failures > 0) throw new Error(`Neither answered nor refused: ${over.failure}`);
    if (over.answered + over.refused !== over.sent) throw new Error('Some were told nothing.');
    // A smoke shows that all of this runs: a machine with other work on it measures nothing.
    if (!values.smoke && ratio > MOST_P99_OF_P50) process.exitCode = 1;
  } finally {
    await loaded.close();
  }
}

async function found(
  loaded: LoadedGateway,
  how: { readonly from: number; readonly seconds: number },
): Promise<number> {
  const { rate, isSteady } = await capacityOf(loaded, how, (tried) => line(tried.rate, tried.arrived));
  const word = isSteady ? 'p99 ≤ 3 × p50' : 'no rate has p99 ≤ 3 × p50 here; all is answered';
  say(`Capacity: ${Math.round(rate)} a second (${word}). Now ${TIMES} times as much:`);
  return rate;
}

function line(rate: number, { answered, p50, p99, refused, refusedP99, failures }: Arrived): void {
  const cell = (value: number, width: number) => value.toFixed(0).padStart(width);
  say(
    [
      [rate, 6],
      [answered, 10],
      [p50, 8],
      [p99, 8],
      [refused, 9],
      [refusedP99, 17],
      [failures, 10],
    ]
      .map(([value = 0, width = 0]) => cell(value, width))
      .join(''),
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (import.meta.main) await runCommand(main);
