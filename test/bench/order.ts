import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

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
};

/** What a variant's process does once it listens. */
export type Serving = { readonly url: string; close(): Promise<void> };

/** What the bench tells a process that listens. */
export type Word = { readonly profile: 'START' } | { readonly profile: 'STOP'; readonly path: string };

/** What a process tells the bench: that it listens, that it could not, or that it did what it was told. */
export type Reply = { readonly url: string } | { readonly failure: string } | { readonly done: true };

/** Runs a variant in this process for the bench that forked it: takes the order, serves, and ends with the bench. */
export function serveOrder(start: (order: Order) => Promise<Serving>): void {
  const session = new Session();
  process.once('message', (order: Order) => {
    void start(order).then(
      (serving) => {
        process.on('message', (word: Word) => void obey(session, word));
        process.once('disconnect', () => void serving.close().finally(() => process.exit(0)));
        reply({ url: serving.url });
      },
      (error: unknown) => {
        reply({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        process.disconnect();
      },
    );
  });
}

async function obey(session: Session, word: Word): Promise<void> {
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

function reply(message: Reply): void {
  process.send?.(message);
}
