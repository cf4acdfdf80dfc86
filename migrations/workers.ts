import cluster, { type Worker } from 'node:cluster';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { homeFolder } from './home.ts';
import type { GatewayOrder } from './open-gateway.ts';
import type { WorkerReply } from './worker.ts';

/** Several processes that serve one port. */
export type Workers = {
  readonly url: string;
  /** Has each of them read its settings and keys anew; each says what came of it. */
  reload(): string;
  close(): Promise<void>;
};

/** Longer than the gateway's own drain. */
const CLOSING_MILLISECONDS = 10_000;
/** A worker that ends sooner was not ended by one request. */
const SHORT_LIFE_MILLISECONDS = 5_000;

/**
 * Serves the gateway from so many processes: connections go to each in turn (node:cluster). One that ends by itself is replaced, and the
 * others answer meanwhile. What must be one for all of them is in the database; what a process keeps, it keeps by version (access §9).
 * @throws Error where one cannot be opened, with the system's code
 */
export async function startWorkers(
  count: number,
  order: GatewayOrder,
  tell: (line: string) => void,
): Promise<Workers> {
  // The home stands in the command, so that a list of processes shows whose worker it is.
  cluster.setupPrimary({ exec: join(import.meta.dirname, 'worker.ts'), args: [homeFolder(order.config)] });
  let isClosing = false;
  const living = new Set<Worker>();
  const open = async (): Promise<string> => {
    const worker = cluster.fork();
    living.add(worker);
    const born = Date.now();
    worker.once('exit', (code, signal) => {
      living.delete(worker);
      if (isClosing || !hasServed.has(worker)) return;
      tell(`Worker ${worker.process.pid} ended by itself (${signal ?? code}); another takes its place.`);
      void replace(Date.now() - born < SHORT_LIFE_MILLISECONDS ? SHORT_LIFE_MILLISECONDS : 0);
    });
    const url = await firstReply(worker, order);
    hasServed.add(worker);
    return url;
  };
  const replace = async (pause: number): Promise<void> => {
    await sleep(pause, undefined, { ref: false });
    if (isClosing) return;
    await open().catch((error: Error) => {
      tell(`No worker took its place: ${error.message}`);
      return replace(SHORT_LIFE_MILLISECONDS);
    });
  };
  const close = async (): Promise<void> => {
    isClosing = true;
    await Promise.all([...living].map(closeWorker));
  };
  const reload = (): string => {
    for (const worker of living) worker.process.kill('SIGHUP');
    return `${living.size} workers were told to read settings and keys anew.`;
  };
  const hasServed = new WeakSet<Worker>();
  try {
    const [url = ''] = await Promise.all(Array.from({ length: count }, open));
    return { url, reload, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function firstReply(worker: Worker, order: GatewayOrder): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('exit', (code) => reject(new Error(`A worker ended before it listened (${code}).`)));
    worker.once('message', (reply: WorkerReply) => {
      if ('url' in reply) resolve(reply.url);
      else reject(Object.assign(new Error(reply.failure), { code: reply.code }));
    });
    worker.send(order);
  });
}

function closeWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.isDead()) return resolve();
    const force = setTimeout(() => worker.process.kill('SIGKILL'), CLOSING_MILLISECONDS);
    worker.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    // `worker.disconnect()` would close the worker's server before it can refuse new requests itself.
    if (worker.process.connected) worker.process.disconnect();
  });
}
