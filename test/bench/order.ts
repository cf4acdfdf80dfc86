import cluster from 'node:cluster';
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { closeChild, nextReply } from './forked.ts';

/** What a variant's process is told when it starts. */
export type Order = {
  /** The home of the bench's registry, where its secrets are. */
  readonly home: string;
  /** The registry, as its administrator. */
  readonly adminUrl: string;
  /** Where each room listens, for a variant whose rooms run elsewhere. */
  readonly rooms: Readonly<Record<string, string>>;
  /** Which room this process is, where it is one. */
  readonly room?: string;
  /** How many processes answer on one port. */
  readonly workers: number;
};

/** What a variant's process does once it listens. */
export type Serving = { readonly url: string; close(): Promise<void> };

/** What the bench tells a process that listens. */
export type Word =
  | { readonly profile: 'START' }
  | { readonly profile: 'STOP'; readonly path: string }
  | { readonly memory: 'COLLECTED' };

/** What a process keeps after collection, in bytes. */
export type Memory = { readonly heapUsed: number; readonly resident: number };

/** What a process tells the bench: that it listens, that it could not, or that it did what it was told. */
export type Reply =
  | { readonly url: string; readonly pids: readonly number[] }
  | { readonly failure: string }
  | { readonly done: true }
  | Memory;

/** Runs a variant for the bench that forked it, in this process or in several: takes the order, serves, and ends with the bench. */
export function serveOrder(start: (order: Order) => Promise<Serving>): void {
  const session = new Session();
  process.once('message', (order: Order) => {
    const isMany = order.workers > 1 && cluster.isPrimary;
    void (isMany ? startMany(order) : start(order)).then(
      (serving) => {
        process.on('message', (word: Word) => void obey(session, word));
        process.once('disconnect', () => void serving.close().finally(() => process.exit(0)));
        reply({ url: serving.url, pids: [process.pid, ...workerPids()] });
      },
      (error: unknown) => {
        reply({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        process.disconnect();
      },
    );
  });
}

/** The same script in so many processes, to which connections go in turn, as the product's own workers are served. */
async function startMany(order: Order): Promise<Serving> {
  cluster.setupPrimary({ exec: process.argv[1] ?? '', args: [] });
  const workers = Array.from({ length: order.workers }, () => cluster.fork());
  const urls = await Promise.all(
    workers.map((worker) => {
      const answer = nextReply(worker.process, 'A worker');
      worker.send(order);
      return answer;
    }),
  );
  const [first] = urls;
  if (first === undefined || !('url' in first))
    throw new Error(first !== undefined && 'failure' in first ? first.failure : 'A worker did not start.');
  return {
    url: first.url,
    close: async () => void (await Promise.all(workers.map((one) => closeChild(one.process)))),
  };
}

function workerPids(): number[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => worker?.process.pid ?? []);
}

async function obey(session: Session, word: Word): Promise<void> {
  if ('memory' in word) return reply(await collected(session));
  if (word.profile === 'START') {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
  } else {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    writeFileSync(word.path, JSON.stringify(profile));
  }
  reply({ done: true });
}

async function collected(session: Session): Promise<Memory> {
  session.connect();
  await session.post('HeapProfiler.collectGarbage');
  session.disconnect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, resident: rss };
}

function reply(message: Reply): void {
  process.send?.(message);
}
