import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runScript, temporaryHome } from './script.ts';

const { folder: home } = temporaryHome();

async function receipts(args: readonly string[]) {
  const script = runScript('receipts.ts', { SEISI_HOME: home }, args);
  const code = await script.ended;
  expect(existsSync(home)).toBe(false);
  return { code, output: script.output(), errors: script.errors() };
}

test.each([
  [[], 'A subcommand is missing'],
  [['check'], 'There is no subcommand "check"'],
  [['verify'], 'A file is missing'],
  [['verify', 'x.json'], 'public key is missing'],
  [['verify', 'x.json', '--key', 'nonsense'], '"nonsense" is not the public key'],
  [['export', '--from', '2026-02-30'], '--from must be a day or an instant'],
  [['export', '--form', 'x'], "Unknown option '--form'"],
  [['explain', 'x'], 'Name one receipt by its number'],
  [['retain'], '--keep-months must be a whole number from 1 to 1200'],
  [['retain', '--keep-months', '0'], '--keep-months must be'],
  [['audit', 'now'], '"now" is not asked for'],
])('%j is refused with a sentence, before anything is made or started', async (args, sentence) => {
  const { code, errors, output } = await receipts(args);
  expect(code).toBe(1);
  expect(output).toBe('');
  expect(errors.trimEnd().split('\n')).toHaveLength(1);
  expect(errors).toContain(sentence);
});

test('--help names every subcommand', async () => {
  const { code, output } = await receipts(['--help']);
  expect(code).toBe(0);
  for (const name of ['verify', 'key', 'audit', 'proof', 'export', 'explain', 'retain'])
    expect(output).toContain(`receipts ${name}`);
});
