import { fork } from 'node:child_process';
import { join } from 'node:path';
import { variantEnvironment } from './config.ts';
import { closeChild, nextReply } from './forked.ts';
import type { Memory, Order, Word } from './order.ts';

/** A variant's process that listens. */
export type Child = {
  readonly pids: readonly number[];
  readonly url: string;
  /** Profiles the processor from now on; what it returns writes the profile. */
  profile(): Promise<(path: string) => Promise<void>>;
  /** What it keeps after collection. */
  memory(): Promise<Memory>;
  close(): Promise<void>;
};

/** Starts a script of this folder and waits until it listens. It ends with this process, however that ends. */
export async function startChild(script: string, order: Order): Promise<Child> {
  const child = fork(join(import.meta.dirname, script), [], {
    env: variantEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = nextReply(child, script);
  child.send(order);
  const reply = await answer;
  if (!('url' in reply)) throw new Error('failure' in reply ? `${script}: ${reply.failure}` : script);
  const tell = async (word: Word): Promise<void> => {
    const done = nextReply(child, script);
    child.send(word);
    await done;
  };
  return {
    pids: reply.pids,
    url: reply.url,
    profile: async () => {
      await tell({ profile: 'START' });
      return (path) => tell({ profile: 'STOP', path });
    },
    memory: () => {
      const memory = nextReply<Memory>(child, script);
      child.send({ memory: 'COLLECTED' } satisfies Word);
      return memory;
    },
    close: () => closeChild(child),
  };
}
