import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { GraphRequest } from '../request.ts';
import { operationSize } from './operation-size.ts';

function check(query: string, limits = { depth: 4, selections: 10 }): unknown {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  try {
    return operationSize(limits).run({ operation, fragments } as unknown as GraphRequest) ?? 'PASSED';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('an operation at the limits passes, one above either does not', () => {
  expect(check('{ a { b { c { d } } } }')).toBe('PASSED');
  expect(check('{ a { b { c { d { e } } } } }')).toBe('OPERATION_TOO_LARGE');
  expect(check('{ a b c d e f g h i j }')).toBe('PASSED');
  expect(check('{ a b c d e f g h i j k }')).toBe('OPERATION_TOO_LARGE');
});

test('a fragment counts wherever it is spread', () => {
  expect(check('{ x { ...F } y { ...F } z { ...F } } fragment F on T { a b c }')).toBe('OPERATION_TOO_LARGE');
});

test('a document that doubles itself at each of sixty levels is refused at once', () => {
  const levels = Array.from(
    { length: 60 },
    (_, level) => `fragment F${level} on T { a: x { ...F${level + 1} } b: x { ...F${level + 1} } }`,
  );
  expect(
    check(`{ ...F0 } ${levels.join(' ')} fragment F60 on T { x }`, { depth: 1000, selections: 1000 }),
  ).toBe('OPERATION_TOO_LARGE');
});
