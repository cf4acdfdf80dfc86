import { setTimeout as sleep } from 'node:timers/promises';
import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { readConfig } from '@seisi/migrations/config';
import { readSecrets } from '@seisi/migrations/secrets';
import { knownHousehold } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { Agent, request } from 'undici';
import { afterAll, expect, test } from 'vitest';
import { leftOn, processesOn, runScript, type Script, temporaryHome } from './script.ts';

/** As `subgraphs/person/derived.ts` has it. */
const ANSWERS_A_DAY = 24;
const QUESTION = 'query ($id: ID!) { household(id: $id) { hasOkuMember } }';
const { folder: home, clear } = temporaryHome();
afterAll(clear);

async function started(): Promise<{ script: Script; url: string; workers: number[] }> {
  const script = runScript('start.ts', {
    SEISI_HOME: home,
    PORT: '0',
    SEISI_HOUSEHOLDS: '20',
    WEB_CONCURRENCY: '2',
  });
  await script.says('Seisi answers at');
  const url = /Seisi answers at (\S+)/.exec(script.output())?.[1] ?? '';
  return { script, url, workers: workersNow() };
}

const workersNow = () => processesOn(home, 'worker.ts');

/** Asks over a connection of its own, so that the workers are asked in turn. */
async function ask(url: string): Promise<{ status: number; text: string }> {
  const dispatcher = new Agent({ pipelining: 0 });
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ query: QUESTION, variables: { id: knownHousehold.id } }),
    });
    return { status: statusCode, text: await body.text() };
  } finally {
    await dispatcher.close();
  }
}

function token(): Promise<string> {
  const { issuerKey } = readSecrets(readConfig({ SEISI_HOME: home }));
  return signPersonaToken(personas.hospital.token, issuerKey, {
    issuer: DEVELOPMENT_ISSUER,
    now: new Date(),
  });
}

test('workers share one port and one budget; one that is killed is replaced; a stop ends them all', async () => {
  const { script, url, workers } = await started();
  expect(workers).toHaveLength(2);

  for (let count = 0; count < ANSWERS_A_DAY; count += 1)
    expect((await ask(url)).text).toMatch(/"hasOkuMember":"(YES|NO)"/);
  for (let count = 0; count < 4; count += 1) expect((await ask(url)).text).toContain('BUDGET_EXHAUSTED');

  process.kill(workers[0] ?? 0, 'SIGKILL');
  while (!script.errors().includes('another takes its place')) await sleep(20);
  expect((await ask(url)).status).toBe(200);
  const until = Date.now() + 30_000;
  while (workersNow().length < 2 && Date.now() < until) await sleep(50);
  expect(workersNow()).toHaveLength(2);
  expect(workersNow()).not.toContain(workers[0]);

  process.kill(-script.pid, 'SIGINT');
  expect(await script.ended).toBe(0);
  expect(processesOn(home)).toEqual([]);
}, 120_000);

test('workers end with the process that started them, however that ends', async () => {
  const { script } = await started();
  process.kill(script.pid, 'SIGKILL');
  await script.ended;
  expect(await leftOn(home)).toEqual([]);
}, 90_000);
