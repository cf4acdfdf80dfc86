import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './figures.ts';
import { type Questions, type Started, startVariants } from './lineup.ts';
import type { Load } from './load/load.ts';
import { memoryOf } from './processor.ts';
import type { Registry } from './registry.ts';
import type { Variant } from './variants.ts';

/** What a variant's processes take to start, and to keep. */
export type ProcessFigures = {
  /** From the start of its own process to its first whole answer; rooms that it calls and the database stand already. */
  readonly firstAnswerMilliseconds: number;
  /** Of all its processes, rooms that it calls among them; null where the machine does not tell. */
  readonly restMegabytes: number | null;
  readonly afterMegabytes: number | null;
  readonly requests: number;
};

/** How often a variant is started, and how many requests come before its memory is read again. */
export type ProcessPlan = { readonly starts: number; readonly requests: number };

const REST_MILLISECONDS = 2_000;
const CONNECTIONS = 16;

/** Starts a variant anew, so often, and asks the last of them so many requests. Nothing else runs. */
export async function measureProcess(
  variant: Variant,
  registry: Registry,
  questions: Questions,
  load: Load,
  { starts, requests }: ProcessPlan,
): Promise<ProcessFigures> {
  const taken: number[] = [];
  for (let start = 1; ; start += 1) {
    const { started, close } = await startVariants([variant], registry, questions, 1);
    try {
      const [one] = started;
      if (one === undefined) throw new Error(`${variant.name} did not start.`);
      await firstAnswer(one);
      taken.push(performance.now() - one.forkedAt);
      if (start < starts) continue;
      await sleep(REST_MILLISECONDS);
      const restMegabytes = memoryOf(one.pids);
      await load.aim(one.target);
      await load.run({ target: one.target.name, connections: CONNECTIONS, round: 1, requests });
      const afterMegabytes = memoryOf(one.pids);
      return { firstAnswerMilliseconds: median(taken), restMegabytes, afterMegabytes, requests };
    } finally {
      await close();
    }
  }
}

async function firstAnswer({ target }: Started): Promise<void> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: target.headers,
    body: target.bodies[0] ?? '',
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors":['))
    throw new Error(`${target.name}: ${text.slice(0, 500)}`);
}
