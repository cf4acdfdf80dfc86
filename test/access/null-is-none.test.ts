import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { askAs } from './expected.ts';

const MINUTE = 60_000;
const oracle = openOracle();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

/** Fields of the profile that lead to somebody: null there says that nobody is within reach. */
const LINKS: ReadonlySet<unknown> = new Set(['household', 'headOfHousehold', 'person']);

test(
  'null without an error is what the registers say, of every household, to everyone',
  async () => {
    let stated = 0;
    for (const { id } of oracle.rows.households) {
      const question = { query: PROFILE, variables: { id } };
      const truth = oracle.truth(question);
      const answers = await Promise.all(ASKING.map((asking) => askAs(house, asking, question)));
      for (const answer of answers) stated += statementsIn(answer, truth);
    }
    expect(stated, 'the test is not empty').toBeGreaterThan(200);
  },
  MINUTE,
);

/** Checks every null of an answer that no error explains, and counts them. */
function statementsIn({ data, errors }: Answer, truth: unknown): number {
  const explained = new Set(errors.map(({ path }) => JSON.stringify(path)));
  const nulls = data?.household ? nullsIn(data, truth, []) : [];
  const stated = nulls.filter(({ path }) => !(explained.has(JSON.stringify(path)) || LINKS.has(path.at(-1))));
  for (const { path, known } of stated) expect(known, `null at ${path.join('.')}`).toBeNull();
  return stated.length;
}

type Null = { readonly path: readonly (string | number)[]; readonly known: unknown };

/** Every null of a value, with what is known in its place. */
function nullsIn(said: unknown, known: unknown, path: Null['path']): Null[] {
  if (said === null) return [{ path, known }];
  if (typeof said !== 'object') return [];
  return Object.entries(said as object).flatMap(([key, value]) =>
    nullsIn(value, Reflect.get(Object(known), key), [...path, Array.isArray(said) ? Number(key) : key]),
  );
}
