import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSame, uuidsIn } from '../access/expected.ts';
import { COLUMNS, MATRIX_PATH, matrixOf } from '../access/matrix.ts';
import { poolsOf } from '../access/pools.ts';
import { randomQuestion } from '../access/random-question.ts';
import { toldByHouse } from '../access/told.ts';
import { ASKING, type Asking, NOW, openOracle } from '../oracle/oracle.ts';
import { GOLDENS, PROFILE, readGolden } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';

/** Valid questions. */
const RUNS = 60;
const MINUTE = 60_000;

/** A ground of each kind, and none. */
const TWO = COLUMNS.filter(({ name }) => ['district-officer', 'citizen'].includes(name));

/** These columns of the matrix, line by line. */
function columnsOf(text: string, askers: readonly Asking[]): string[] {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const kept = ['coordinate', ...askers.map(({ name }) => name)].map((name) => lines[0]?.indexOf(name) ?? -1);
  return lines.map((cells) => (cells.length === 1 ? '' : kept.map((place) => cells[place]).join('\t')));
}

const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8'),
);
const oracle = openOracle();
const keys = new Set([...oracle.rows.households, ...oracle.rows.people].map(({ key }) => key));
const goldens = GOLDENS.map((golden) => [golden.asking.name, golden] as const);

describe.each(['in-process', 'http'] as const)('with its rooms %s, the house', (rooms) => {
  let house: House;
  beforeAll(async () => {
    // The matrix asks hundreds of questions at once: what is proved here is what is answered.
    house = await openHouse({ now: () => NOW, rooms, deadlineMs: MINUTE });
  });
  afterAll(() => house?.close());

  test.each(goldens)('answers the profile of %s as its golden says', async (_name, { asking, path }) => {
    const { variables } = readGolden(path);
    await expectSame(house, oracle, asking, { query: PROFILE, variables });
  });

  test(
    'answers random questions as the rules say, and with no hidden key',
    async () => {
      const askers = fc.constantFrom(...ASKING);
      const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });
      await fc.assert(
        fc.asyncProperty(askers, tapes, async (asking, tape) => {
          const question = randomQuestion(tape, schema, poolsOf(oracle.rows, asking));
          fc.pre(validate(schema, parse(question.query)).length === 0);
          const { text } = await expectSame(house, oracle, asking, question);
          expect(uuidsIn(text).filter((uuid) => keys.has(uuid))).toEqual([]);
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    2 * MINUTE,
  );

  // With rooms in the gateway's process it stands in the matrix's own test.
  if (rooms === 'http')
    test(
      'answers every coordinate to an officer and a citizen as the matrix says (to everyone: `nightly http`)',
      async () => {
        const matrix = await matrixOf(toldByHouse(house), oracle.rows, TWO);
        expect(matrix.split('\n')).toEqual(columnsOf(readFileSync(MATRIX_PATH, 'utf8'), TWO));
      },
      4 * MINUTE,
    );

  test('tells its operator of no failure', () => {
    expect(house.notices()).toEqual([]);
  });
});
