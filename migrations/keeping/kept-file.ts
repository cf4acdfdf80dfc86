import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../refusal.ts';
import type { KeptFile } from './manifest.ts';

/** Writes a new file of a backup through these steps, readable by its owner alone and durable when it resolves; memory is bounded by the streams. */
export async function keepFile(
  folder: string,
  file: string,
  from: Readable,
  steps: readonly Transform[] = [],
): Promise<KeptFile> {
  const path = join(folder, file);
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const into = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline([from, ...steps, measured, into]);
  return { file, bytes, sha256: hash.digest('hex') };
}

/** Refuses a file that is not byte for byte what the manifest says. */
export async function refuseAltered(folder: string, kept: KeptFile): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(join(folder, kept.file)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw new Refusal(`The backup is torn: ${(error as Error).message}.`);
  }
  if (bytes !== kept.bytes)
    throw new Refusal(
      `The backup is torn: ${kept.file} has ${bytes} bytes where ${kept.bytes} were written. Nothing was restored.`,
    );
  if (hash.digest('hex') !== kept.sha256)
    throw new Refusal(`The backup is altered: ${kept.file} is not what was written. Nothing was restored.`);
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle: FileHandle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
