import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, NOW, openOracle, type Question } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { expectSame, uuidsIn } from './expected.ts';
import { poolsOf } from './pools.ts';
import { randomQuestion } from './random-question.ts';

/** Valid questions; each is asked three times. */
const RUNS = 200;
const MINUTE = 60_000;

const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8'),
);
const oracle = openOracle();
const askers = fc.constantFrom(...ASKING);
const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });
const keys = new Set([...oracle.rows.households, ...oracle.rows.people].map(({ key }) => key));

let house: House;
let admin: postgres.Sql;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
  admin = postgres(house.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
});

test(
  'every answer to every question of every asker is what the rules say, and holds no hidden key',
  async () => {
    await fc.assert(
      fc.asyncProperty(askers, askers, tapes, async (one, other, tape) => {
        const question = randomQuestion(tape, schema, poolsOf(oracle.rows, one));
        fc.pre(validate(schema, parse(question.query)).length === 0);
        // Each question has a day of its own: what an agreement may have computed in one is another test's.
        await admin`delete from person.derived_answer`;
        // Once more by another asker and under other conditions: what is kept of a question must not serve a different one.
        for (const [asking, asked] of [
          [one, question],
          [other, question],
          [one, turned(question)],
        ] as const) {
          const answer = await expectSame(house, oracle, asking, asked);
          expect(uuidsIn(answer.text).filter((uuid) => keys.has(uuid))).toEqual([]);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  2 * MINUTE,
);

/** The same question with every condition turned round. */
function turned({ query, variables = {} }: Question): Question {
  const values = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? !value : value,
  ]);
  return { query, variables: Object.fromEntries(values) };
}
