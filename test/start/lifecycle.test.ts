import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { CLONE, leftOn, processesOn, runScript, type Script, temporaryHome } from './script.ts';

const READY = 'Seisi answers at';
const DATABASE_READY = 'Starting the gateway';
const { folder: home, clear } = temporaryHome();
afterAll(clear);

function startOn(folder: string, households: number): Script {
  return runScript('start.ts', { SEISI_HOME: folder, PORT: '0', SEISI_HOUSEHOLDS: String(households) });
}

async function started(when = READY): Promise<Script> {
  const script = startOn(home, 20);
  await script.says(when);
  return script;
}

/** Settings that fit are taken, and what does not is refused whole, with a sentence. */
async function readsAnew(script: Script, settings: string): Promise<void> {
  const url = /http:\/\/\S+\/graphql/.exec(script.output())?.[0] ?? '';
  const areRead = async () => {
    const asked = ['https://one.example.my', 'https://two.example.my'].map((origin) =>
      fetch(`${url}?query={__typename}`, { headers: { origin, 'apollo-require-preflight': 'yes' } }),
    );
    return (await Promise.all(asked)).map(({ headers }) => headers.has('access-control-allow-origin'));
  };
  const change = async (text: string, says: string) => {
    writeFileSync(settings, text);
    process.kill(script.pid, 'SIGHUP');
    await vi.waitFor(() => expect(script.errors()).toContain(says), { timeout: 20_000 });
  };

  expect(await areRead()).toEqual([true, false]);
  await change(
    'CORS_ORIGINS=https://two.example.my\nSEISI_BUDGETS=some\n',
    'stay as they were: SEISI_BUDGETS',
  );
  await change('CORS_ORIGINS=*\n', 'stay as they were: CORS_ORIGINS');
  expect(await areRead()).toEqual([true, false]);
  await change(
    'CORS_ORIGINS=https://two.example.my\nSEISI_BUDGETS=off\n',
    'read anew. SEISI_BUDGETS change at a restart.',
  );
  expect(await areRead()).toEqual([false, true]);
}

test('a start makes what was half-made anew, and SIGTERM to its pid leaves nothing running', async () => {
  mkdirSync(join(home, 'postgres', 'data.tmp', 'base'), { recursive: true, mode: 0o755 });
  writeFileSync(join(home, 'postgres', 'data.tmp', 'PG_VERSION'), '18\n');

  const script = await started();
  expect(script.output()).toContain(`(pid ${script.pid})`);
  expect(processesOn(home).length).toBeGreaterThan(1);
  process.kill(script.pid, 'SIGTERM');

  expect(await script.ended).toBe(0);
  expect(processesOn(home)).toEqual([]);
  expect(readFileSync(join(home, 'postgres', 'server.log'), 'utf8')).toContain(
    'database system is shut down',
  );
}, 90_000);

test('the next start finds the registry of the one before, its curl works when pasted, a second one beside it is refused, and SIGHUP has it read settings and keys anew, all or none', async () => {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const settings = join(home, 'settings');
  writeFileSync(settings, 'CORS_ORIGINS=https://one.example.my\n');
  const script = runScript('start.ts', { SEISI_HOME: home, PORT: '0', SEISI_SETTINGS: settings });
  await script.says(READY);
  expect(script.output()).not.toContain('Inventing households');

  const curl = script
    .output()
    .split('\n')
    .find((line) => line.startsWith('curl '));
  const { stdout } = await promisify(execFile)('bash', ['-c', curl ?? ''], { cwd: CLONE });
  const answer = JSON.parse(stdout) as { data: { household: { registrationNumber: string } } };
  expect(answer).toEqual({ data: expect.anything(), extensions: { receipt: expect.anything() } });
  expect(answer.data.household.registrationNumber).toMatch(/^EK-\d+$/);

  const second = runScript('start.ts', { SEISI_HOME: home, PORT: '0' });
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain(`already runs on ${home} (pid ${script.pid})`);

  await readsAnew(script, settings);

  process.kill(-script.pid, 'SIGINT');
  expect(await script.ended).toBe(0);
  expect(processesOn(home)).toEqual([]);
}, 90_000);

test('SIGKILL of a start leaves nothing running either, and the next start works', async () => {
  const killed = await started();
  process.kill(killed.pid, 'SIGKILL');
  await killed.ended;
  expect(await leftOn(home)).toEqual([]);

  const script = await started(DATABASE_READY);
  process.kill(script.pid, 'SIGTERM');
  expect(await script.ended).toBe(0);
}, 90_000);

test('when start and keeper are both killed, the next start stops the server they left', async () => {
  const killed = await started(DATABASE_READY);
  const server = serverPid();
  for (const pid of [killed.pid, ...processesOn(home).filter((pid) => pid !== server)])
    process.kill(pid, 'SIGKILL');
  await killed.ended;
  expect(await leftOn(home, [server])).toEqual([server]);

  const script = await started(DATABASE_READY);
  expect(serverPid()).not.toBe(server);
  process.kill(script.pid, 'SIGTERM');
  expect(await script.ended).toBe(0);
  expect(processesOn(home)).toEqual([]);
}, 90_000);

test('a server that dies ends the start with a sentence', async () => {
  const script = await started(DATABASE_READY);
  process.kill(serverPid(), 'SIGQUIT');

  expect(await script.ended).toBe(1);
  expect(script.errors()).toContain('The database stopped by itself');
  expect(processesOn(home)).toEqual([]);
}, 90_000);

test('a stop while the registry is being filled is heeded, and the next start fills it anew', async () => {
  const other = temporaryHome();
  onTestFinished(other.clear);
  const stopped = startOn(other.folder, 20_000);
  await stopped.says('Inventing households');
  process.kill(stopped.pid, 'SIGTERM');
  expect(await stopped.ended).toBe(0);
  expect(processesOn(other.folder)).toEqual([]);
  expect(stopped.output()).not.toContain(READY);

  const script = startOn(other.folder, 20);
  await script.says(DATABASE_READY);
  expect(script.output()).toContain('half-filled');
  process.kill(script.pid, 'SIGTERM');
  expect(await script.ended).toBe(0);
}, 90_000);

test('secrets are readable by their owner alone', () => {
  for (const name of [
    'role-password',
    'grant-keys',
    'cursor-keys',
    'facts-keys',
    'passport-key.json',
    'receipt-key.json',
    'issuer-key.json',
  ]) {
    expect(statSync(join(home, 'secrets', name)).mode & 0o777).toBe(0o600);
  }
});

function serverPid(): number {
  return Number.parseInt(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}
