import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'operations-'));
afterAll(() => rmSync(folder, { recursive: true }));
const COMMAND = join(import.meta.dirname, 'operations.ts');

/** Runs the command as a client does, without a database or a secret. */
function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], { env: {} }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

function manifest(bodies: Readonly<Record<string, string>>): string {
  const path = join(folder, `${Object.keys(bodies).join('-')}.json`);
  const operations = Object.entries(bodies).map(([name, body]) => ({
    id: `id-${name}`,
    name,
    type: 'query',
    body,
  }));
  writeFileSync(path, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
  return path;
}

const AGREEMENT = ['--classes', 'register,poverty', '--purpose', 'SERVICE_DELIVERY'];

test('operations that fit are told, and it ends with 0', async () => {
  const path = manifest({
    Status: 'query Status($id: ID!) { household(id: $id) { id assessment { status } } }',
  });
  const { code, out, err } = await run('check', path, ...AGREEMENT);

  expect({ code, out, err }).toEqual({ code: 0, out: 'fits  Status id-Status\n', err: '' });
});

test('each thing that does not fit is told below its operation, and it ends with 1', async () => {
  const path = manifest({
    Codes: 'query Codes { agencies { code } }',
    Home: 'query Home($id: ID!) { household(id: $id) { address { line } } }',
  });
  const { code, out, err } = await run('check', path, ...AGREEMENT);

  expect(code).toBe(1);
  expect(out).toBe(
    'fits  Codes id-Codes\ndoes not fit  Home id-Home\n' +
      '    CLOSED: household.address (Household.address) is of the class contact, which the agreement does not name.\n',
  );
  expect(err).toBe('1 of 2 operations do not fit this agreement and graph.\n');
});

test.each([
  [['check', 'nowhere.json', ...AGREEMENT], 'nowhere.json: ENOENT'],
  [['check'], 'Use: npx pnpm operations check MANIFEST'],
  [['check', 'x.json', '--classes', 'register'], '--purpose must be one of SERVICE_DELIVERY'],
  [['check', 'x.json', '--classes', 'registre', '--purpose', 'SERVICE_DELIVERY'], 'not "registre"'],
  [['check', 'x.json', '--clases', 'register'], "Unknown option '--clases'"],
])('%j is refused in one sentence', async (args, sentence) => {
  const { code, out, err } = await run(...args);

  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('what an agreement opens of operations is compiled to a manifest that fits it, and what was cut is told', async () => {
  const file = join(folder, 'home.graphql');
  writeFileSync(
    file,
    'query Home($id: ID!) { household(id: $id) { id registrationNumber address { line } } }',
  );
  const { code, out, err } = await run('compile', file, ...AGREEMENT);
  const path = join(folder, 'AGR-2026-000000001.json');
  writeFileSync(path, out);

  expect({ code, err }).toEqual({ code: 0, err: 'Home: 1 of its fields are closed, and left out.\n' });
  expect(await run('check', path, ...AGREEMENT)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^fits {2}Home [0-9a-f]{64}\n$/),
  });
});
