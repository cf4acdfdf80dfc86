import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { COLUMNS, coordinatesForClients, MATRIX_PATH, matrixOf } from './matrix.ts';
import { toldByHouse, toldByOracle } from './told.ts';

const MINUTE = 60_000;
const oracle = openOracle();
const lines = readFileSync(MATRIX_PATH, 'utf8').trimEnd().split('\n');
let house: House;
beforeAll(async () => {
  // Hundreds of whole questions at once: how long they take is not asked here, and an answer too late would look like nobody met.
  house = await openHouse({ now: () => NOW, deadlineMs: MINUTE });
});
afterAll(() => house?.close());

test('every coordinate that a client can ask for has a line: a new field cannot arrive without someone deciding who sees it', () => {
  expect(lines[0]?.split('\t')).toEqual(['coordinate', ...COLUMNS.map(({ name }) => name)]);
  expect(lines.slice(1).map((line) => line.split('\t')[0])).toEqual(coordinatesForClients());
});

test('every cell is what the rules say', async () => {
  const byRules = await matrixOf(toldByOracle(oracle), oracle.rows);
  expect(cellsOf(byRules)).toEqual(cellsOf(lines.join('\n')));
});

test(
  'every cell is what the house answers',
  async () => {
    const byHouse = await matrixOf(toldByHouse(house), oracle.rows);
    expect(cellsOf(byHouse)).toEqual(cellsOf(lines.join('\n')));
  },
  5 * MINUTE,
);

/** One text a cell, so that a difference names its coordinate and asker. */
function cellsOf(matrix: string): string[] {
  const [header = '', ...rest] = matrix.trimEnd().split('\n');
  const names = header.split('\t');
  return rest.flatMap((line) => {
    const [coordinate, ...words] = line.split('\t');
    return words.map((word, at) => `${coordinate} for ${names[at + 1]}: ${word}`);
  });
}
