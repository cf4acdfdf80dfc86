import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { discoverRooms } from '@seisi/migrations/rooms';
import { afterAll, expect, test } from 'vitest';
import { CLONE, leftOn, processesOn, runScript, type Script, temporaryHome } from './script.ts';

const ROOMS = discoverRooms();
const { folder: home, clear } = temporaryHome();
afterAll(clear);

/** The pid of each room, as the start told them. */
function pidsOf(script: Script): Map<string, number> {
  const lines = script.output().matchAll(/The room (\S+) runs at \S+ \(pid (\d+)\)/g);
  return new Map([...lines].map(([, name = '', pid]) => [name, Number(pid)]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function goneWithin(pids: Iterable<number>): Promise<number[]> {
  const until = Date.now() + 10_000;
  const living = () => [...pids].filter(isAlive);
  while (living().length > 0 && Date.now() < until) await sleep(25);
  return living();
}

async function answerOf(script: Script) {
  const curl = script
    .output()
    .split('\n')
    .find((line) => line.startsWith('curl '));
  const { stdout } = await promisify(execFile)('bash', ['-c', curl ?? ''], { cwd: CLONE });
  return JSON.parse(stdout) as {
    // biome-ignore lint/suspicious/noExplicitAny: a client reads JSON.
    readonly data: any;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
}

test('every room runs as a process of its own: the greeting’s curl is answered whole, one room away leaves the rest, and Ctrl-C ends all', async () => {
  const script = runScript('start-apart.ts', { SEISI_HOME: home, PORT: '0', SEISI_HOUSEHOLDS: '20' });
  await script.says('Seisi answers at');
  const pids = pidsOf(script);
  expect([...pids.keys()].toSorted()).toEqual(ROOMS);
  expect(new Set([...pids.values(), script.pid]).size).toBe(ROOMS.length + 1);

  const whole = await answerOf(script);
  expect(whole).toEqual({ data: expect.anything(), extensions: { receipt: expect.anything() } });
  expect(whole.data.household.registrationNumber).toMatch(/^EK-\d+$/);

  process.kill(pids.get('oku') ?? 0, 'SIGKILL');
  while (!script.errors().includes('The room oku ended by itself (SIGKILL).')) await sleep(20);
  const partial = await answerOf(script);
  expect(partial.data.household.registrationNumber).toBe(whole.data.household.registrationNumber);
  expect(new Set(partial.errors?.map(({ extensions }) => extensions.code))).toEqual(
    new Set(['SOURCE_UNAVAILABLE']),
  );

  process.kill(-script.pid, 'SIGINT');
  expect(await script.ended).toBe(0);
  expect(await goneWithin(pids.values())).toEqual([]);
  expect(processesOn(home)).toEqual([]);
}, 120_000);

test('a start that is killed leaves no room behind', async () => {
  const script = runScript('start-apart.ts', { SEISI_HOME: home, PORT: '0' });
  await script.says('Seisi answers at');
  const pids = pidsOf(script);
  expect(pids.size).toBe(ROOMS.length);
  process.kill(script.pid, 'SIGKILL');
  await script.ended;
  expect(await goneWithin(pids.values())).toEqual([]);
  expect(await leftOn(home)).toEqual([]);
}, 120_000);
