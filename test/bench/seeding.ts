import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { seedingEnvironment } from './config.ts';
import { memoryOf } from './processor.ts';
import { registryHome } from './registry.ts';

/** How fast an empty registry is filled. */
export type SeedingFigures = {
  readonly households: number;
  /** Of the whole command: the database's first start, tables, rows, indexes and statistics. */
  readonly seconds: number;
  readonly householdsASecond: number;
  /** The most that the command's own process held; null where the machine does not tell. */
  readonly peakMegabytes: number | null;
};

const SEED = join(import.meta.dirname, '../../migrations/seed.ts');
const POLL_MILLISECONDS = 100;

/** Runs `pnpm seed` on a home of its own, and takes the home away. */
export async function measureSeeding(households: number): Promise<SeedingFigures> {
  const home = `${registryHome({ households })}-seeding`;
  rmSync(home, { recursive: true, force: true });
  try {
    const began = performance.now();
    const peakMegabytes = await runSeed(home, households);
    const seconds = (performance.now() - began) / 1000;
    return { households, seconds, householdsASecond: households / seconds, peakMegabytes };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The most memory that the process held, as last seen. */
function runSeed(home: string, households: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SEED, '--households', String(households)], {
      env: seedingEnvironment(home),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let peak: number | null = null;
    const poll = setInterval(() => {
      peak = memoryOf([child.pid ?? 0], 'VmHWM') ?? peak;
    }, POLL_MILLISECONDS);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(poll);
      if (code === 0) resolve(peak);
      else reject(new Error(`Seeding ended with ${code}.`));
    });
  });
}
