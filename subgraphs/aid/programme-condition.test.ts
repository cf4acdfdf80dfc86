import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReference } from '../../migrations/reference.ts';
import { readConditions } from './programme-condition.ts';

test.each([
  ['a kind that is not known', [{ kind: 'HAS_A_CAR', is: true }]],
  ['a name of every object', [{ kind: 'toString', of: ['FEMALE'] }]],
  ['a part of another kind', [{ kind: 'HEAD', of: ['FEMALE'] }]],
  ['a part too many', [{ kind: 'HEAD', is: true, sen: 1 }]],
  ['a part too few', [{ kind: 'HEAD' }]],
  ['a flag that is a word', [{ kind: 'HEAD', is: 'true' }]],
  ['a word that is not known', [{ kind: 'SEX', of: ['FEMALE', 'OTHER'] }]],
  ['no word', [{ kind: 'SEX', of: [] }]],
  ['a word twice', [{ kind: 'SEX', of: ['MALE', 'MALE'] }]],
  ['a scheme that is no code', [{ kind: 'SCHEMES', of: ['bkk'] }]],
  ['an amount that is none', [{ kind: 'INCOME_BELOW', sen: '364000' }]],
  ['an amount of nothing', [{ kind: 'INCOME_BELOW', sen: 0 }]],
  ['a part of a sen', [{ kind: 'PER_HEAD_BELOW', sen: 0.5 }]],
  [
    'one that is known beside one that is not',
    [
      { kind: 'HEAD', is: true },
      { kind: 'X', is: true },
    ],
  ],
  ['no condition', []],
  ['no list', { kind: 'HEAD', is: true }],
  ['nothing', null],
])('a row with %s is not read, neither as a yes nor as a no', (_what, given) => {
  expect(() => readConditions('TEST-1', given)).toThrow(
    'The programme row TEST-1 holds a condition that is not known here.',
  );
});

const rowsOf = (table: string) => readReference().find((one) => one.table === table)?.rows ?? [];
const PROGRAMMES = rowsOf('programme');

test('every programme is a one-off scheme of that rate, with lists, criteria and rules', () => {
  expect(PROGRAMMES.map(({ code }) => code)).toEqual(['BKIT', 'C4U-IT']);
  for (const { code, amount } of PROGRAMMES) {
    const scheme = rowsOf('scheme').find((row) => row['code'] === code);
    expect([scheme?.['frequency'], scheme?.['rate']]).toEqual(['ONE_OFF', amount]);
    for (const table of ['programme_list', 'programme_criterion', 'programme_rule'])
      expect(rowsOf(table).some((row) => row['programme_code'] === code)).toBe(true);
  }
});

test('no line of code knows a programme by its name', () => {
  const rooms = join(import.meta.dirname, '..');
  const files = readdirSync(rooms, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('node_modules') && !/\.(test|testing)\.ts$/.test(file),
  );
  const knowing = files.filter((file) => /C4U|BKIT/.test(readFileSync(join(rooms, file), 'utf8')));
  expect(files.length).toBeGreaterThan(300);
  expect(knowing).toEqual([]);
});
