/** `pnpm nightly soak [--minutes 30]`: at 70 % of capacity for as long, what the gateway keeps after collection must not grow, and nothing may fail. */
import { parseArgs } from 'node:util';
import { runCommand } from '@seisi/migrations/refusal';
import { capacityOf } from './capacity.ts';
import { growthOf, type Sample } from './growth.ts';
import { openLoadedGateway } from './loaded-gateway.ts';

const PART_OF_CAPACITY = 0.7;
const MOST_GROWTH = 1;
const SAMPLES = 30;
/** Caches fill and code is compiled at first. */
const WARM_PART = 0.2;
const MEGABYTE = 1024 * 1024;
const MINUTE_SECONDS = 60;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '30' },
      households: { type: 'string', default: '20000' },
      rate: { type: 'string' },
      smoke: { type: 'boolean', default: false },
    },
  });
  const loaded = await openLoadedGateway(Number(values.households));
  try {
    const rate = values.rate === undefined ? await restingRate(loaded) : Number(values.rate);
    const seconds = (Number(values.minutes) * MINUTE_SECONDS) / SAMPLES;
    say(`${Math.round(rate)} requests a second for ${values.minutes} minutes`);
    const samples: Sample[] = [];
    let sent = 0;
    for (let at = 1; at <= SAMPLES; at += 1) {
      const arrived = await loaded.ask(rate, seconds);
      sent += arrived.sent;
      if (arrived.answered !== arrived.sent)
        throw new Error(`${arrived.refused} refused, ${arrived.failures} failed: ${arrived.failure}`);
      const { heapUsed, resident } = await loaded.gateway.child.memory();
      const minutes = (at * seconds) / MINUTE_SECONDS;
      samples.push({ minutes, megabytes: heapUsed / MEGABYTE });
      say(
        `${minutes.toFixed(1).padStart(6)} min  ${(heapUsed / MEGABYTE).toFixed(1)} MB kept  ${(resident / MEGABYTE).toFixed(0)} MB resident  p50 ${arrived.p50.toFixed(1)}  p99 ${arrived.p99.toFixed(1)} ms`,
      );
    }
    const growth = growthOf(samples.slice(Math.ceil(SAMPLES * WARM_PART)));
    say(
      `${sent} requests, no error. After collection it grows by ${growth.toFixed(3)} MB a minute (less than ${MOST_GROWTH}).`,
    );
    if (!values.smoke && growth >= MOST_GROWTH) process.exitCode = 1;
  } finally {
    await loaded.close();
  }
}

async function restingRate(loaded: Parameters<typeof capacityOf>[0]): Promise<number> {
  const { rate } = await capacityOf(loaded, { from: 100, seconds: 8 }, ({ rate: tried, arrived }) =>
    say(`${Math.round(tried)} a second: p50 ${arrived.p50.toFixed(1)}, p99 ${arrived.p99.toFixed(1)} ms`),
  );
  return PART_OF_CAPACITY * rate;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (import.meta.main) await runCommand(main);
