/** People who act, in a process of its own: each act is sent again under its key until it is answered. Says of each what it was about, and ends when its input does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@seisi/host/database';
import { ERRANDS, leaveErrands } from '../../subgraphs/aid/errand-act.testing.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const AT_ONCE = 8;
const handle = openDatabase(databaseUrl);
let isOver = false;
process.stdin.once('end', () => (isOver = true)).resume();

async function answered(about: string): Promise<number> {
  for (;;) {
    const left = await leaveErrands(handle.db, about).catch(() => null);
    if (left !== null) return left;
    await sleep(20);
  }
}

async function act(): Promise<void> {
  while (!isOver) {
    const about = crypto.randomUUID();
    const left = await answered(about);
    if (left !== ERRANDS) throw new Error(`An act left ${left} errands.`);
    process.stdout.write(`${about}\n`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, act));
await handle.close();
