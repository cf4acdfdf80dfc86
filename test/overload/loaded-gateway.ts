import { fork } from 'node:child_process';
import { join } from 'node:path';
import { showProgress } from '@seisi/migrations/progress';
import { closeChild, nextReply } from '../bench/forked.ts';
import { questionsOf, type Started, startVariants } from '../bench/lineup.ts';
import { openRegistry } from '../bench/registry.ts';
import { VARIANTS } from '../bench/variants.ts';
import type { Arrived } from './arrivals.ts';

/** The product as `start` runs it, on a registry of its own, and a process that asks it at a rate. */
export type LoadedGateway = {
  readonly gateway: Started;
  ask(rate: number, seconds: number): Promise<Arrived>;
  close(): Promise<void>;
};

/** Opens both; the registry is filled once and kept. */
export async function openLoadedGateway(households: number): Promise<LoadedGateway> {
  const registry = await openRegistry({ households }, showProgress('Households', process.stderr));
  const product = VARIANTS.filter(({ name }) => name === 'seisi');
  const lineup = await startVariants(product, registry, await questionsOf(registry), 1);
  const [gateway] = lineup.started;
  if (gateway === undefined) throw new Error('The product did not start.');
  const arrivals = fork(join(import.meta.dirname, 'arrivals.ts'), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  return {
    gateway,
    ask: async (rate, seconds) => {
      const arrived = nextReply<Arrived>(arrivals, 'The load');
      arrivals.send({ target: gateway.target, rate, seconds });
      return arrived;
    },
    close: async () => {
      await closeChild(arrivals);
      await lineup.close();
      await registry.close();
    },
  };
}
