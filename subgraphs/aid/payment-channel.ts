import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from './payment-file.ts';

/** A way to the bank. */
export type PaymentChannel = {
  /**
   * Hands over a file under its name. Whoever sends it again does nothing.
   * @throws DifferentFile where another content went under that name, and whatever keeps the way closed
   */
  send(name: string, bytes: Uint8Array): Promise<void>;
};

/** Another content stands under the name of a file: somebody must look at it. */
export class DifferentFile extends Error {}

/** Where files are written before they are whole: whoever carries files on sees none of them. */
const UNFINISHED = '.unfinished';
/** What lies there for longer was left by a process that was killed. */
const LEFT_MILLISECONDS = 3_600_000;

/** Files in a folder, from which they are carried to the bank. One is there whole, or not at all. */
export function folderChannel(folder: string): PaymentChannel {
  return {
    send: async (name, bytes) => {
      const unfinished = join(folder, UNFINISHED);
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      await clear(unfinished);
      const path = join(folder, name);
      const temporary = join(unfinished, `${name}.${randomUUID()}`);
      try {
        await written(temporary, bytes);
        // A name that is taken stays as it is: `rename` would put this file in the place of another.
        await link(temporary, path).catch((error: unknown) => refuseOther(error, path, bytes));
      } finally {
        await rm(temporary, { force: true });
      }
      await synced(folder);
    },
  };
}

/** Takes away what was left by killed processes. */
async function clear(unfinished: string): Promise<void> {
  const before = Date.now() - LEFT_MILLISECONDS;
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < before) await rm(path, { force: true });
  }
}

async function refuseOther(error: unknown, path: string, bytes: Uint8Array): Promise<void> {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  if (hashOf(await readFile(path)) === hashOf(bytes)) return;
  throw new DifferentFile('Another content stands under this name. It is left as it is.');
}

async function written(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the name, too, outlives a power cut. */
async function synced(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
