import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimName, fileName, kindOf } from '@seisi/gateway/audit/file-name';
import { keepFile, syncFolder } from './kept-file.ts';
import type { KeptFile } from './manifest.ts';

/** The folder within a backup. */
const FOLDER = 'receipts';

/** Two changes within one tick of the file system's clock are not told apart; none is as long. */
const REST_MS = 100;

/** When a folder last got, lost or renamed a file, once that is some time ago; `''` where it is not there. */
export async function restedAt(folder: string): Promise<string> {
  for (;;) {
    const { stamp, ageMs } = await changeOf(folder);
    if (ageMs > REST_MS) return stamp;
    await sleep(REST_MS);
  }
}

/** Whether a folder has got, lost or renamed no file since then. */
export async function hasRestedSince(folder: string, stamp: string): Promise<boolean> {
  return (await changeOf(folder)).stamp === stamp;
}

async function changeOf(folder: string): Promise<{ stamp: string; ageMs: number }> {
  const found = await stat(folder, { bigint: true }).catch(unlessMissing);
  if (found === null) return { stamp: '', ageMs: Number.POSITIVE_INFINITY };
  return { stamp: String(found.ctimeNs), ageMs: Date.now() - Number(found.ctimeMs) };
}

/** Copies the receipts that stand in files into a backup. */
export async function keepSinkFiles(folder: string, backup: string): Promise<KeptFile[]> {
  const names = (await readdir(folder).catch(unlessMissing)) ?? [];
  const kept: KeptFile[] = [];
  await mkdir(join(backup, FOLDER), { mode: 0o700 });
  for (const name of names.filter((one) => kindOf(one) !== null).toSorted()) {
    kept.push(await keepFile(backup, `${FOLDER}/${name}`, createReadStream(join(folder, name))));
  }
  await syncFolder(join(backup, FOLDER));
  return kept;
}

/** Puts receipts of a backup where gateways take them in. Files that are there stay; a receipt that comes twice is one. */
export async function putBack(files: readonly KeptFile[], backup: string, folder: string): Promise<void> {
  if (files.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { file } of files) {
    const name = file.slice(FOLDER.length + 1);
    const plain = join(folder, fileName(name.slice(0, 36)));
    const isFree = (await stat(plain).catch(unlessMissing)) === null;
    await putFile(join(backup, file), isFree ? plain : join(folder, claimName(name)), folder);
  }
  await syncFolder(folder);
}

/** Under a name that nobody takes in until it is whole. */
async function putFile(from: string, to: string, folder: string): Promise<void> {
  const draft = join(folder, `restoring.${process.pid}`);
  await copyFile(from, draft);
  const handle = await open(draft, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, to);
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
