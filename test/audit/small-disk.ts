import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mounts a file system of so many bytes over a folder. @throws Error where this machine does not let whoever asks */
export function mountDisk(folder: string, bytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'seisi', folder], { stdio: 'pipe' });
}

/** Takes it away again with all that is on it. */
export function unmountDisk(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
}

/** Why no small disk can be had here; null where one can. */
export function whyNoDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-disk-'));
  try {
    mountDisk(folder, 65_536);
    unmountDisk(folder);
    return null;
  } catch (error) {
    return (error as Error).message.trim().split('\n').at(-1) ?? 'no reason was given';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
