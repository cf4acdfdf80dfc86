import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { readConfig } from '@seisi/migrations/config';
import { readSecrets } from '@seisi/migrations/secrets';
import { knownHousehold } from '@seisi/migrations/seed/known';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import { afterAll, expect, test } from 'vitest';
import { PROFILE } from '../queries/golden.ts';
import { leftOn, runScript, temporaryHome } from './script.ts';

const { folder: home, clear } = temporaryHome();
const files = mkdtempSync(join(tmpdir(), 'seisi-keeping-'));
const backup = join(files, 'backup');
afterAll(() => {
  clear();
  rmSync(files, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON.
type Answer = { readonly data: any; readonly errors?: unknown; readonly extensions: { receipt: object } };

const GIVE = `mutation($input: GiveConsentInput!) { giveConsent(input: $input) { consent { id consent { status } } } }`;

async function run(name: string, args: readonly string[] = []) {
  const script = runScript(name, { SEISI_HOME: home }, args);
  const code = await script.ended;
  return { code, output: script.output(), errors: script.errors() };
}

async function started() {
  const script = runScript('start.ts', { SEISI_HOME: home, PORT: '0', SEISI_HOUSEHOLDS: '20' });
  await script.says('Seisi answers at');
  const url = /Seisi answers at (\S+)/.exec(script.output())?.[1] ?? '';
  return { script, ask: askAt(url) };
}

function askAt(url: string) {
  const { issuerKey } = readSecrets(readConfig({ SEISI_HOME: home }));
  return async (who: PersonaName, query: string, variables: object = {}): Promise<Answer> => {
    const at = { issuer: DEVELOPMENT_ISSUER, now: new Date() };
    const token = await signPersonaToken(personas[who].token, issuerKey, at);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Answer;
    expect(answer.errors, query).toBeUndefined();
    return answer;
  };
}

type Ask = ReturnType<typeof askAt>;

const profile = (ask: Ask) => ask('district-officer', PROFILE, { id: knownHousehold.id });

const consent = (ask: Ask, idempotencyKey: string) =>
  ask('second-adult', GIVE, {
    input: {
      agencyCode: personas.ngo.token.agency,
      purpose: 'SERVICE_DELIVERY',
      classes: ['contact'],
      until: '2035-12-31',
      idempotencyKey,
    },
  });

/** Asks and changes again and again until it is stopped; what clients were handed. */
function load(ask: Ask) {
  let isOn = true;
  const handed: Answer[] = [];
  const reader = async () => {
    while (isOn) handed.push(await profile(ask));
  };
  const writer = async () => {
    for (let turn = 1; isOn; turn += 1) handed.push(await consent(ask, `load-${turn}`));
  };
  const all = Promise.all([reader(), writer()]);
  return {
    handed,
    stop: async () => {
      isOn = false;
      await all;
    },
  };
}

test('a registry that was backed up while it served and then lost is restored: what was there is there again, and a receipt that was handed out later is told as missing', async () => {
  const { script, ask } = await started();
  const given = await consent(ask, 'before');
  const before = [given, await profile(ask)];
  const busy = load(ask);
  while (busy.handed.length < 6) await profile(ask);
  expect(await run('backup.ts', [backup])).toMatchObject({ code: 0, errors: '' });
  const during = busy.handed.length;
  while (busy.handed.length < during + 4) await profile(ask);
  await busy.stop();
  const later = [await consent(ask, 'later'), await profile(ask)];
  expect(statSync(backup).mode & 0o777).toBe(0o700);
  expect(statSync(join(backup, 'person.person.copy.gz')).mode & 0o777).toBe(0o600);
  expect((await run('backup.ts', [backup])).errors).toContain('is there already');
  expect((await run('restore.ts', [backup])).errors).toContain('already runs on');

  process.kill(script.pid, 'SIGKILL');
  await script.ended;
  expect(await leftOn(home)).toEqual([]);
  rmSync(join(home, 'postgres', 'data'), { recursive: true });
  expect(await run('restore.ts', [backup])).toMatchObject({ code: 0, errors: '' });

  const again = await started();
  const { ask: askAgain } = again;
  expect((await profile(askAgain)).data).toEqual(before[1]?.data);
  // What was done before is known by its key and not done twice; what was done later is gone.
  expect((await consent(askAgain, 'before')).data).toEqual(given.data);
  const once = await consent(askAgain, 'later');
  expect(once.data.giveConsent.consent.id).not.toBe(later[0]?.data.giveConsent.consent.id);

  writeFileSync(join(files, 'log.key'), noteVerifier(ORIGIN, logKey()).key);
  writeFileSync(join(files, 'before.json'), receiptsOf(before));
  writeFileSync(join(files, 'later.json'), receiptsOf(later));
  writeFileSync(join(files, 'all.ndjson'), (await run('receipts.ts', ['export'])).output);
  const path = (name: string) => join(files, name);
  const verified = await run('receipts.ts', [
    ...['verify', path('all.ndjson'), path('before.json'), path('later.json'), '--key', path('log.key')],
  ]);
  const lines = verified.output.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => line.startsWith('sound ') && line.includes('before.json'))).toHaveLength(2);
  expect(lines.filter((line) => /^WRONG .*later\.json.*is not in the log/.test(line))).toHaveLength(2);
  expect(lines.filter((line) => /^WRONG +\S*(before\.json|all\.ndjson):/.test(line))).toEqual([]);

  process.kill(again.script.pid, 'SIGTERM');
  expect(await again.script.ended).toBe(0);
}, 300_000);

/** What a client keeps of its answers. */
function receiptsOf(answers: readonly Answer[]): string {
  return JSON.stringify(answers.map(({ extensions }) => ({ extensions })));
}

function logKey() {
  return { ...readSecrets(readConfig({ SEISI_HOME: home })).receiptKey };
}

test('without the secrets of its house a backup goes nowhere, and nothing is made in their stead', async () => {
  const other = temporaryHome();
  const script = runScript('restore.ts', { SEISI_HOME: other.folder }, [backup]);
  expect(await script.ended).toBe(1);
  expect(script.errors()).toContain('The secrets of the house that made the backup are needed');
  expect(existsSync(join(other.folder, 'secrets', 'receipt-key.json'))).toBe(false);
  other.clear();
});
