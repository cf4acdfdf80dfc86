import { mkdirSync } from 'node:fs';
import { open as openFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { within } from '../within.ts';
import { claimName, fileName } from './file-name.ts';
import { lineOf } from './group-line.ts';
import type { ReceiptGroup, Sink } from './sink.ts';

/** What of an open file is used, so that a disk that fails can stand in its place. */
export type OpenFile = {
  appendFile(bytes: Buffer): Promise<void>;
  datasync(): Promise<void>;
  stat(): Promise<{ readonly ino: number; readonly dev: number }>;
  close(): Promise<void>;
};

/** Opens a file that must not exist yet, for appending alone, readable by its owner alone. */
export type CreateFile = (path: string) => Promise<OpenFile>;

type Current = {
  readonly series: string;
  readonly path: string;
  readonly file: OpenFile;
  readonly ino: number;
  readonly dev: number;
  bytes: number;
};

const MOST_ATTEMPTS = 3;

/**
 * Appends groups to `<series>.ndjson` in a folder and waits for the disk. Any other process may take a file away by renaming it, at any time: after each write
 * it is looked whether the file still has its name, for only then whoever renames it later reads that write; otherwise the group goes into a new file.
 */
export class FileSink implements Sink {
  readonly #folder: string;
  readonly #deadlineMs: number;
  readonly #create: CreateFile;
  #current: Current | null = null;
  #isStuck = false;

  /** Makes the folder. A write may take so many milliseconds. */
  constructor(folder: string, deadlineMs: number, create: CreateFile = createFile) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#deadlineMs = deadlineMs;
    this.#create = create;
  }

  /** Bytes that were written since the last `release`. */
  get bytes(): number {
    return this.#current?.bytes ?? 0;
  }

  async write(group: ReceiptGroup): Promise<void> {
    // Each write that hangs holds a thread of the process, of which there are few.
    if (this.#isStuck) throw new Error('An earlier write to the disk has not come back.');
    this.#isStuck = true;
    const work = this.#append(group).finally(() => {
      this.#isStuck = false;
    });
    await within(work, this.#deadlineMs);
  }

  /** Ends the file under way, if there is one, so that it can be taken in: its new path. Not while a group is written. */
  async release(): Promise<string | null> {
    const path = this.#current?.path;
    if (path === undefined) return null;
    await this.close();
    const claim = join(this.#folder, claimName(path));
    const isOurs = await rename(path, claim).then(() => true, unlessMissing);
    return isOurs === true ? claim : null;
  }

  async close(): Promise<void> {
    const file = this.#current?.file;
    this.#current = null;
    await file?.close().catch(() => {});
  }

  async #append(group: ReceiptGroup): Promise<void> {
    const series = group[0]?.series ?? '';
    const line = lineOf(group);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const current = await this.#fileOf(series);
      try {
        await current.file.appendFile(line);
        await current.file.datasync();
        if (await isInPlace(current)) {
          current.bytes += line.length;
          return;
        }
      } catch (error) {
        await this.#giveUp(current);
        throw error;
      }
      await this.close();
    }
    throw new Error('The file is taken away each time.');
  }

  /** What did not take a write takes none again: what stands at its end is not known. Without an earlier one it holds nothing that was promised. */
  async #giveUp(current: Current): Promise<void> {
    await this.close();
    if (current.bytes === 0) await rm(current.path, { force: true }).catch(() => {});
  }

  async #fileOf(series: string): Promise<Current> {
    if (this.#current?.series === series) return this.#current;
    await this.close();
    const path = join(this.#folder, fileName(series));
    const file = await this.#create(path);
    const { ino, dev } = await file.stat();
    this.#current = { series, path, file, ino, dev, bytes: 0 };
    return this.#current;
  }
}

async function isInPlace({ path, ino, dev }: Current): Promise<boolean> {
  const named = await stat(path).catch(unlessMissing);
  return named?.ino === ino && named.dev === dev;
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** A new file is durable only when its folder is. */
async function createFile(path: string): Promise<OpenFile> {
  const file = await openFile(path, 'ax', 0o600);
  try {
    await syncFolder(dirname(path));
    return file;
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await openFile(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
