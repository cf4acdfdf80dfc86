import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** What the gateway does, does in part, or does not. */
const WORD = /^(✓|~|✗)/;
const PROOF = /^\[`(?<path>[^`]+)`\]\((?<link>[^)]+)\): (?<sentence>.+)$/;
const NONE = '–';

/** One feature of the table: what is said of us, of four others, and by what test it is held. */
type Row = {
  readonly feature: string;
  readonly ours: string;
  readonly others: readonly string[];
  readonly proof: string;
};

const rows = rowsOf(readFileSync(join(ROOT, 'README.md'), 'utf8'));

function rowsOf(readme: string): readonly Row[] {
  const section = readme.split(/^## /m).find((text) => text.startsWith('Beside other gateways\n')) ?? '';
  const lines = section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);
  return lines.map((line) => {
    const [feature = '', ours = '', ...rest] = line.slice(2, -2).split(' | ');
    return { feature, ours, others: rest.slice(0, -1), proof: rest.at(-1) ?? '' };
  });
}

/** Whether a test file has a test of exactly this name. */
function holds(path: string, sentence: string): boolean {
  const file = join(ROOT, path);
  if (!(path.endsWith('.test.ts') && existsSync(file))) return false;
  const names = readFileSync(file, 'utf8').matchAll(/(?:\btest|\))\(\s*(?<quote>['`])(?<name>.+)\k<quote>,/g);
  return [...names].some(({ groups }) => groups?.['name'] === sentence);
}

test('the table says of each feature what five gateways do, each in a word', () => {
  expect(rows.length).toBeGreaterThanOrEqual(35);
  for (const { feature, ours, others } of rows)
    expect([feature, WORD.test(ours), others.length]).toEqual([feature, true, 4]);
  expect(new Set(rows.map(({ feature }) => feature)).size).toBe(rows.length);
});

test('whatever the gateway is said to do, a test that is there holds, by its sentence; what it does not do, none', () => {
  for (const { feature, ours, proof } of rows) {
    if (ours.startsWith('✗')) {
      expect([feature, proof]).toEqual([feature, NONE]);
      continue;
    }
    const { path = '', link, sentence = '' } = PROOF.exec(proof)?.groups ?? {};
    expect([feature, link, holds(path, sentence)]).toEqual([feature, path, true]);
  }
});

test('a sentence that no test has, and a file that is not there, hold nothing', () => {
  const own = 'test/contract/beside-others.test.ts';
  expect(holds(own, 'a sentence that no test has, and a file that is not there, hold nothing')).toBe(true);
  expect(holds(own, 'a sentence that no test has')).toBe(false);
  expect(holds('test/contract/none.test.ts', 'a sentence')).toBe(false);
  expect(holds('README.md', 'a sentence')).toBe(false);
});
