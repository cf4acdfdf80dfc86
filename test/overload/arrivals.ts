/** The process that asks at a rate, whatever is answered: requests come as clients come, who do not wait for one another. Run by `startArrivals`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { percentile } from '../bench/figures.ts';
import type { Target } from '../bench/load/load.ts';

/** Requests of one target, evenly so many a second. */
export type ArrivalRun = { readonly target: Target; readonly rate: number; readonly seconds: number };

/** What came of them. Latencies in milliseconds, from the moment at which a request was due, so that one that could not even be sent is counted as waiting. */
export type Arrived = {
  readonly sent: number;
  /** Whole answers. */
  readonly answered: number;
  readonly p50: number;
  readonly p99: number;
  /** `OVERLOADED`, as 503 with `Retry-After`. */
  readonly refused: number;
  readonly refusedP99: number;
  /** Anything else: other statuses, answers with errors, broken connections. */
  readonly failures: number;
  /** The beginning of the first failure. */
  readonly failure: string | null;
};

const MOST_CONNECTIONS = 2_000;
const SHOWN = 300;

type Outcome =
  | { readonly kind: 'ANSWERED' }
  | { readonly kind: 'REFUSED' }
  | { readonly kind: 'FAILED'; readonly text: string };

process.on('message', (run: ArrivalRun) => {
  arrive(run).then(
    (arrived) => process.send?.(arrived),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));

async function arrive({ target, rate, seconds }: ArrivalRun): Promise<Arrived> {
  const { origin, pathname } = new URL(target.url);
  const pool = new Pool(origin, { connections: MOST_CONNECTIONS, pipelining: 1 });
  const answered: number[] = [];
  const refused: number[] = [];
  let failures = 0;
  let failure: string | null = null;
  const note = (outcome: Outcome, latency: number): void => {
    if (outcome.kind === 'ANSWERED') answered.push(latency);
    else if (outcome.kind === 'REFUSED') refused.push(latency);
    else {
      failures += 1;
      failure ??= outcome.text.slice(0, SHOWN);
    }
  };
  const total = Math.round(rate * seconds);
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * rate) + 1);
    for (; sent < due; sent += 1) {
      const dueAt = began + (sent / rate) * 1000;
      const body = target.bodies[sent % target.bodies.length] ?? '';
      under.push(
        ask(pool, pathname, target.headers, body).then((outcome) => note(outcome, performance.now() - dueAt)),
      );
    }
    await sleep(1);
  }
  await Promise.all(under);
  await pool.close();
  const [whole, early] = [Float64Array.from(answered).sort(), Float64Array.from(refused).sort()];
  return {
    sent: total,
    answered: whole.length,
    p50: percentile(whole, 0.5),
    p99: percentile(whole, 0.99),
    refused: early.length,
    refusedP99: percentile(early, 0.99),
    failures,
    failure,
  };
}

async function ask(
  pool: Pool,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Outcome> {
  try {
    const answer = await pool.request({ path, method: 'POST', headers: { ...headers }, body });
    const text = await answer.body.text();
    if (answer.statusCode === 200 && !text.includes('"errors":[')) return { kind: 'ANSWERED' };
    const isRefusal = answer.statusCode === 503 && text.includes('"code":"OVERLOADED"');
    if (isRefusal && answer.headers['retry-after'] !== undefined) return { kind: 'REFUSED' };
    return { kind: 'FAILED', text: `${answer.statusCode} ${text}` };
  } catch (error) {
    return { kind: 'FAILED', text: String(error) };
  }
}
