import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is watched, and how to look at it at once. */
export type Watched = {
  /** Resolves when a change that was there has been taken or refused. */
  look(): Promise<void>;
  /** Resolves when nothing more will be taken. */
  close(): Promise<void>;
};

/** What can be watched: a mark that changes where it may have changed, and its text. */
export type Source = { mark(): Promise<string>; read(): Promise<string> };

/** How it is watched, and what is done with its text. */
export type Watching = {
  readonly source: Source;
  /** What was read of it last. */
  readonly text: string;
  /** Given each new text, one at a time. */
  readonly take: (text: string) => Promise<void>;
  /** Told where it cannot be read. */
  readonly refuse: (error: unknown) => void;
  readonly everyMs?: number;
};

const EVERY_MS = 500;
/** A file that is being written is not read: it must say the same twice. */
const REST_MS = 100;

/** One file. */
export function fileSource(file: string): Source {
  return { mark: () => markOf(file), read: () => readFile(file, 'utf8') };
}

/** The files of a folder whose names end so: their text is the JSON of pairs of name and text, by name. */
export function folderSource(folder: string, ending: string): Source {
  const names = async () => (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted();
  const each = async (what: (path: string) => Promise<string>) => {
    const of = async (name: string) => [name, await what(join(folder, name))] as const;
    return JSON.stringify(await Promise.all((await names()).map(of)));
  };
  return {
    mark: () => each(markOf).catch(() => 'away'),
    read: () => each((path) => readFile(path, 'utf8')),
  };
}

/**
 * Watches a file or a folder by looking at it twice a second: that holds for files that are replaced, links that are turned, and folders of other
 * machines. A text is taken once, when it has come to rest.
 */
export function watched({ source, text: first, take, refuse, everyMs = EVERY_MS }: Watching): Watched {
  let last: string | null = first;
  // Nothing is known of the file as it stood when the first text was read: the first look reads it.
  let mark = '';
  let isOpen = true;
  let underWay: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    if (!isOpen) return;
    try {
      const text = await settled(source);
      if (text === last || !isOpen) return;
      last = text;
      await take(text);
    } catch (error) {
      // What was refused may come back as it was before.
      last = null;
      refuse(error);
    }
  };
  const turnIfMarked = async (): Promise<void> => {
    const now = await source.mark();
    if (now === mark) return;
    // Noted before it is read: what is written meanwhile is another mark.
    mark = now;
    await turn();
  };
  const next = (step: () => Promise<void>): Promise<void> => {
    underWay = underWay.then(step);
    return underWay;
  };
  let isWaiting = false;
  const tick = async (): Promise<void> => {
    if (isWaiting) return;
    isWaiting = true;
    await next(turnIfMarked);
    isWaiting = false;
  };
  const timer = setInterval(() => void tick(), everyMs).unref();
  return {
    look: () => next(turn),
    close: () => {
      isOpen = false;
      clearInterval(timer);
      return underWay;
    },
  };
}

/** What changes where a file is written or another takes its place; a file that is away has a mark too. */
async function markOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => null);
  if (found === null) return 'away';
  return [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}

async function settled({ read }: Source): Promise<string> {
  let text = await read();
  for (;;) {
    await sleep(REST_MS);
    const again = await read();
    if (again === text) return text;
    text = again;
  }
}
