/** The process that asks: so many connections, each with one request under way, kept alive. Run by `startLoad`. */
import { Client } from 'undici';
import { percentile } from '../figures.ts';
import type { ClientWord, Measured, Run, Target } from './load.ts';
import { shuffled } from './shuffled.ts';

const SHOWN = 300;
const targets = new Map<string, Target>();

process.on('message', (word: ClientWord) => {
  if ('target' in word) {
    targets.set(word.target.name, word.target);
    process.send?.({ aimed: true });
  } else
    measure(word.run).then(
      (measured) => process.send?.(measured),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
});
process.once('disconnect', () => process.exit(0));

/** What the connections of one run share. */
type Asking = {
  readonly target: Target;
  readonly path: string;
  readonly headers: string[];
  readonly order: readonly number[];
  readonly latencies: number[];
  readonly isOver: () => boolean;
  asked: number;
  failures: number;
  bytes: number;
  /** The beginning of the first answer that failed. */
  failure: string | null;
};

async function measure({ target: name, connections, round, seconds, requests }: Run): Promise<Measured> {
  const target = targets.get(name);
  if (target === undefined) throw new Error(`Nothing is known of ${name}.`);
  const { origin, pathname } = new URL(target.url);
  const clients = Array.from({ length: connections }, () => new Client(origin, { pipelining: 1 }));
  await Promise.all(
    clients.map((client) => client.request({ path: '/', method: 'GET' }).then(({ body }) => body.dump())),
  );
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000;
  const asking: Asking = {
    target,
    path: pathname,
    headers: Object.entries(target.headers).flat(),
    order: shuffled(target.bodies.length, round),
    latencies: [],
    isOver: () => performance.now() >= until || asking.asked >= (requests ?? Number.POSITIVE_INFINITY),
    asked: 0,
    failures: 0,
    bytes: 0,
    failure: null,
  };
  const began = performance.now();
  await Promise.all(clients.map((client) => askOn(client, asking)));
  const took = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  if (asking.failure !== null) process.stderr.write(`${name} failed: ${asking.failure}\n`);
  const sorted = Float64Array.from(asking.latencies).sort();
  return {
    requests: sorted.length,
    failures: asking.failures,
    seconds: took,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    bytes: asking.bytes,
  };
}

/** Asks over one connection until the run is over. */
function askOn(client: Client, asking: Asking): Promise<void> {
  const { target, path, headers, order } = asking;
  return new Promise((resolve) => {
    const next = (): void => {
      if (asking.isOver()) {
        resolve();
        return;
      }
      const body = target.bodies[order[asking.asked % order.length] ?? 0] ?? '';
      asking.asked += 1;
      const began = performance.now();
      let isWhole = false;
      const done = (isFailure: boolean): void => {
        asking.latencies.push(performance.now() - began);
        if (isFailure) asking.failures += 1;
        next();
      };
      client.dispatch(
        { path, method: 'POST', headers, body },
        {
          onRequestStart: () => {},
          onResponseStart: (_controller, statusCode) => {
            isWhole = statusCode === 200;
          },
          onResponseData: (_controller, chunk) => {
            asking.bytes += chunk.byteLength;
            // An answer with errors is not the answer that is measured.
            const errors = chunk.indexOf('"errors":[');
            if (errors !== -1) isWhole = false;
            if (!isWhole) asking.failure ??= chunk.toString('utf8', Math.max(errors, 0)).slice(0, SHOWN);
          },
          onResponseEnd: () => done(!isWhole),
          onResponseError: (_controller, error) => {
            asking.failure ??= String(error);
            done(true);
          },
        },
      );
    };
    next();
  });
}
