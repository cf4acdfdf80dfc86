import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTelemetry, type Telemetry } from '@seisi/gateway/telemetry/open';
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

/** What the operator was told of each request. */
const lines: Told[] = [];
type Of = { readonly calls: number; readonly rows: number };
type Told = { readonly planned: Of; readonly actual: Of };

let house: House;
let telemetry: Telemetry | null;
beforeAll(async () => {
  telemetry = await openTelemetry({
    metrics: null,
    log: (line) => void lines.push(JSON.parse(line) as Told),
    tracesTo: null,
  });
  house = await openHouse({
    now: () => NOW,
    ...(telemetry === null ? {} : { observer: telemetry.observer }),
  });
});
afterAll(async () => {
  await house?.close();
  await telemetry?.close();
});

test(
  'no answer of the seeded house costs more than its operation was said to cost, and no plan asks the rooms more often, or of more objects, than it was bounded',
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
    expect(seen.above1).toBeGreaterThan(RUNS / 10);
    for (const { planned, actual } of lines) {
      expect(actual.calls).toBeLessThanOrEqual(planned.calls);
      expect(actual.rows).toBeLessThanOrEqual(planned.rows);
    }
    expect(lines.filter(({ actual }) => actual.rows > 1).length).toBeGreaterThan(RUNS / 10);
  },
  3 * MINUTE,
);
