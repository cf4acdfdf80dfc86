import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { variantEnvironment } from './config.ts';
import type { Order, Reply, Word } from './order.ts';

/** A variant's process that listens. */
export type Child = {
  readonly pid: number;
  readonly url: string;
  /** Profiles the processor from now on; what it returns writes the profile. */
  profile(): Promise<(path: string) => Promise<void>>;
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
    pid: child.pid ?? 0,
    url: reply.url,
    profile: async () => {
      await tell({ profile: 'START' });
      return (path) => tell({ profile: 'STOP', path });
    },
    close: () => closeChild(child),
  };
}

/** Ends a forked process by hanging up, and by force where it does not end in five seconds. */
export function closeChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    if (child.connected) child.disconnect();
  });
}

/** The next thing that a forked process says; its end is a failure. */
export function nextReply<Said = Reply>(child: ChildProcess, name: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${name} ended by itself (${code}).`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.removeListener('exit', ended);
      resolve(message as Said);
    });
  });
}
