import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Whether somebody listens on this port of this machine. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(false)));
  });
}

/** A port of 127.0.0.1 on which nobody listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('No port')),
      );
    });
  });
}

/** The port that this home's database had before, if it is still free; otherwise another, remembered from now on. */
export async function rememberedPort(folder: string): Promise<number> {
  const before = readPort(folder);
  if (before !== null && !(await isTaken(before))) return before;
  return newPort(folder);
}

/** Another free port, remembered from now on. */
export async function newPort(folder: string): Promise<number> {
  const port = await freePort();
  writeFileSync(join(folder, 'port'), `${port}\n`);
  return port;
}

/** The port that this home's database has or had; null before the first start. */
export function readPort(folder: string): number | null {
  try {
    const port = Number.parseInt(readFileSync(join(folder, 'port'), 'utf8'), 10);
    return port > 0 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}
