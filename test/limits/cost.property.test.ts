import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poolsOf } from '../access/pools.ts';
import { randomQuestion } from '../access/random-question.ts';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askCost } from './house-cost.ts';

const RUNS = 150;
const MINUTE = 60_000;

const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8'),
);
const oracle = openOracle();
const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

test(
  'no answer of the seeded house costs more than its operation was said to cost at the most',
  async () => {
    const seen = { told: 0, above1: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ASKING), tapes, async (asking, tape) => {
        const question = randomQuestion(tape, schema, poolsOf(oracle.rows, asking));
        fc.pre(validate(schema, parse(question.query)).length === 0);
        const { cost } = await askCost(house, asking, question);
        if (cost === null) return;
        seen.told += 1;
        if (cost.actualQueryCost > 1) seen.above1 += 1;
        expect(cost.actualQueryCost).toBeGreaterThanOrEqual(1);
        expect(cost.actualQueryCost).toBeLessThanOrEqual(cost.requestedQueryCost);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(seen.told).toBeGreaterThan(RUNS / 2);
    expect(seen.above1).toBeGreaterThan(RUNS / 5);
  },
  3 * MINUTE,
);
