import { fork } from 'node:child_process';
import { join } from 'node:path';
import { closeChild, nextReply } from '../forked.ts';

/** What a variant is asked: where, with which headers, and one body for each household of the shared list. */
export type Target = {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
};

/** One measurement. It ends after so many seconds, or so many requests. */
export type Run = {
  readonly target: string;
  readonly connections: number;
  /** Which of the shared orders of households is asked: the same for every variant of a round. */
  readonly round: number;
  readonly seconds?: number;
  readonly requests?: number;
};

/** What came of it. Latencies are in milliseconds. */
export type Measured = {
  readonly requests: number;
  /** Answers with another status than 200, with errors, and broken connections. */
  readonly failures: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
};

export type ClientWord = { readonly target: Target } | { readonly run: Run };

/** The process that asks. */
export type Load = {
  readonly pid: number;
  aim(target: Target): Promise<void>;
  run(run: Run): Promise<Measured>;
  close(): Promise<void>;
};

/** Starts the one process that asks every variant. */
export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'client.ts'), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ask = async <Said>(word: ClientWord): Promise<Said> => {
    const answer = nextReply<Said>(child, 'The load client');
    child.send(word);
    return answer;
  };
  return {
    pid: child.pid ?? 0,
    aim: async (target) => {
      await ask({ target });
    },
    run: (run) => ask<Measured>({ run }),
    close: () => closeChild(child),
  };
}
