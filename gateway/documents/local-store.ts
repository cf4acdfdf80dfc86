import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentStore } from '../documents.ts';

/**
 * Documents as files of a folder on a disk of this machine, under their SHA-256; nobody but this user may enter. A file is written aside, made durable, and
 * only then given its name: so a name is never half a document, whatever is killed. The folder is made when the first document comes.
 */
export function localStore(folder: string, now: () => number = Date.now): DocumentStore {
  const aside = join(folder, 'incoming');
  let swept: Promise<void> | null = null;
  const homeOf = (hash: string) => join(folder, hash.slice(0, 2));
  return {
    async put(hash, bytes) {
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await mkdir(homeOf(hash), { recursive: true, mode: 0o700 });
      // That what was left cannot be taken away is no document's matter.
      swept ??= sweep(aside, now() - LEFT_MILLISECONDS).catch(() => {});
      await swept;
      const written = join(aside, `${hash}.${randomUUID()}`);
      try {
        await writeDurably(written, bytes);
        // In the place of the same bytes, if they are there: so what was damaged is whole again.
        await rename(written, join(homeOf(hash), hash));
      } catch (error) {
        await rm(written, { force: true });
        throw error;
      }
      await makeDurable(homeOf(hash));
      await makeDurable(folder);
    },
    get: (hash) => readFile(join(homeOf(hash), hash)).catch(nullIfNone),
  };
}

/** Longer than any writing takes: what is older was left by a process that was killed. */
const LEFT_MILLISECONDS = 3_600_000;

/** Takes away what was left aside before an instant; other processes write there too. */
async function sweep(aside: string, before: number): Promise<void> {
  for (const name of await readdir(aside)) {
    const path = join(aside, name);
    const found = await stat(path).catch(nullIfNone);
    if (found !== null && found.mtimeMs < before) await rm(path, { force: true });
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function makeDurable(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullIfNone(error: unknown): null {
  if ((error as { readonly code?: unknown }).code === 'ENOENT') return null;
  throw error;
}
