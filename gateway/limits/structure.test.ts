import { getOperationAST, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import { aliases } from './aliases.ts';
import { directives } from './directives.ts';
import { inputDepth, refuseDeepVariables } from './input-depth.ts';
import { rootFields } from './root-fields.ts';

/** What a limit says of an operation: null where it lets it pass. */
function said(limit: Phase, query: string): string | null {
  const document = parse(query);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  return refusal(() =>
    limit.run({ operation: getOperationAST(document), fragments } as unknown as GraphRequest),
  );
}

function refusal(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}

const FRAGMENT = 'fragment F on Query { a: x b: x @skip(if: false) }';

test('aliases count wherever a fragment is spread, and one more than the limit is refused with both numbers', () => {
  const query = `{ ...F y { c: x ...F } } ${FRAGMENT}`;
  expect(said(aliases(5), query)).toBeNull();
  expect(said(aliases(4), query)).toBe(
    'OPERATION_TOO_LARGE: The operation has 5 aliases; the limit is 4. Ask for a list, or split it.',
  );
});

test('root fields are those of fragments too, and nothing below them', () => {
  const query = `{ ...F ... on Query { c: x { d { e } } } } ${FRAGMENT}`;
  expect(said(rootFields(3), query)).toBeNull();
  expect(said(rootFields(2), query)).toContain('has 3 root fields; the limit is 2');
});

test('directives count at the operation, its variables, its fragments and every selection', () => {
  const query = `query ($a: Int @one) @two { ...F @three ...F } fragment F on Query @four { x @five }`;
  // `@five` twice: the fragment is spread twice.
  expect(said(directives(6), query)).toBeNull();
  expect(said(directives(5), query)).toContain('has 6 directives; the limit is 5');
});

test('an input value may be nested as deeply as the limit, in the document as in its variables', () => {
  const nested = (levels: number) => `{ x(in: ${'['.repeat(levels)}${']'.repeat(levels)}) }`;
  expect(said(inputDepth(8), nested(8))).toBeNull();
  expect(said(inputDepth(8), nested(9))).toContain('has 9 levels in one input value; the limit is 8');
  const value = (levels: number): unknown =>
    Array.from({ length: levels - 1 }).reduce<unknown>(
      (inner, _, at) => (at % 2 === 0 ? [inner] : { inner }),
      [],
    );
  expect(refusal(() => refuseDeepVariables({ a: 1, b: value(8) }, 8))).toBeNull();
  expect(refusal(() => refuseDeepVariables({ a: 1, b: value(9) }, 8))).toContain('has 9 levels');
});

test('a value that is nested a hundred thousand times is measured and refused', () => {
  const text = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(refusal(() => refuseDeepVariables({ a: JSON.parse(text) }, 8))).toContain('has 100000 levels');
});

test('the sums of a document that doubles itself at each of sixty levels are told without unfolding it', () => {
  const levels = Array.from(
    { length: 60 },
    (_, at) => `fragment F${at} on Q { a: x ...F${at + 1} ...F${at + 1} }`,
  );
  const query = `{ ...F0 } ${levels.join(' ')} fragment F60 on Q { a: x }`;
  expect(said(aliases(1000), query)).toContain('OPERATION_TOO_LARGE');
  expect(said(rootFields(1000), query)).toContain('OPERATION_TOO_LARGE');
});
