import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_CLASSES } from '@seisi/schema/classes';
import { authorizeOperation, buildAccess } from '@seisi/schema/decision/authorize-operation';
import { decisionKey } from '@seisi/schema/decision/decision-key';
import { supergraph } from '@seisi/schema/sdl';
import fc from 'fast-check';
import { buildSchema, parse, print, validate } from 'graphql';
import { expect, test } from 'vitest';
import { ASKING, openOracle } from '../oracle/oracle.ts';
import { poolsOf } from './pools.ts';
import { randomQuestion } from './random-question.ts';

const RUNS = 400;
const access = buildAccess(supergraph(), { unmarked: 'closed' });
const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8'),
);
const pools = poolsOf(openOracle().rows, ASKING[0]!);
const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 400, size: 'max' });
type Variables = Readonly<Record<string, unknown>>;

/** What becomes of a variable: nothing is left of it, or another value. */
const CHANGES: Readonly<Record<string, (value: unknown) => unknown>> = {
  keep: (value) => value,
  'leave out': () => undefined,
  null: () => null,
  turn: (value) => (typeof value === 'boolean' ? !value : value),
  empty: (value) => (typeof value === 'object' ? {} : value),
  other: (value) => (typeof value === 'string' ? `${value}x` : value),
};
const changes = fc.array(fc.constantFrom(...Object.values(CHANGES)), { minLength: 12, maxLength: 12 });

/** The same variables, each changed in one of these ways. */
function changed(variables: Variables, how: readonly ((value: unknown) => unknown)[]): Variables {
  const entries = Object.entries(variables).map(
    ([name, value], at) => [name, how[at % how.length]?.(value)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

test('two requests for a document that have one key are decided alike, whatever the rights; and some that are not have two', () => {
  const met = { alike: 0, different: 0 };
  const rights = fc.record({ policies: fc.subarray([...DATA_CLASSES]), authenticated: fc.boolean() });
  fc.assert(
    fc.property(tapes, changes, rights, (tape, how, { policies, authenticated }) => {
      const { query, variables = {} } = randomQuestion(tape, schema, pools);
      const document = parse(query);
      fc.pre(Object.keys(variables).length > 0 && validate(schema, document).length === 0);
      const key = decisionKey(access, document, null);
      const decided = (given: Variables) => {
        const held = { authenticated, scopes: new Set<string>(), policies: new Set<string>(policies) };
        const { document: open, denied } = authorizeOperation(access, {
          document,
          variables: given,
          rights: held,
        });
        return JSON.stringify([open === null ? null : print(open), denied]);
      };
      const other = changed(variables, how);
      const [one, two] = [decided(variables), decided(other)];
      if (one !== two) met.different += 1;
      if (key(variables) !== key(other)) return;
      if (JSON.stringify(variables) !== JSON.stringify(other)) met.alike += 1;
      expect(two).toBe(one);
    }),
    { numRuns: RUNS },
  );
  expect(met.alike).toBeGreaterThan(RUNS / 80);
  expect(met.different).toBeGreaterThan(RUNS / 80);
});
