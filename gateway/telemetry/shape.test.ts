import fc from 'fast-check';
import { getOperationAST, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationLabel, shapeOf } from './shape.ts';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/).filter((text) => !text.startsWith('on'));
const value = fc.stringMatching(/^[A-Za-z0-9 -]{0,20}$/);

const written = (names: readonly string[], text: string, number: number) => {
  const [operation, alias, variable, fragment] = names;
  return `query ${operation}($${variable}: ID!) { ${alias}: household(id: $${variable}, at: "${text}", page: ${number}) { ...${fragment} } }
    fragment ${fragment} on Household { members { ${alias}: name } }`;
};

test('whatever a client calls things, and whatever it asks for, one question has one shape', () => {
  const plain = shapeOf(parse(written(['A', 'b', 'c', 'D'], '', 0)));
  const names = fc.uniqueArray(name, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(names, value, fc.nat(), (own, text, number) => {
      expect(shapeOf(parse(written(own, text, number)))).toBe(plain);
    }),
  );
});

test('other fields are another shape', () => {
  expect(shapeOf(parse('{ states { code } }'))).not.toBe(shapeOf(parse('{ states { name } }')));
});

test.each([
  [
    'one root field, however often and under whatever name',
    'query Ana { a: states { code } b: states { name } }',
    'states',
  ],
  ['more than one', '{ states { code } schemes { code } }', 'several'],
  ['the schema alone', '{ __schema { types { name } } __typename }', 'schema'],
  [
    'a field within fragments',
    '{ ...A } fragment A on Query { ... { ...B } } fragment B on Query { agencies { code } }',
    'agencies',
  ],
])('an operation is known by its root field: %s', (_what, text, label) => {
  const document = parse(text);
  const operation = getOperationAST(document)!;
  const parts = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(parts.map((one) => [one.name.value, one]));
  expect(operationLabel({ operation, fragments })).toBe(label);
});

test('fragments that spread one another twice over are each read once', () => {
  const depth = 60;
  const parts = Array.from(
    { length: depth },
    (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
  );
  const document = parse(`{ ...F0 } ${parts.join(' ')} fragment F${depth} on Query { states { code } }`);
  const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((one) => [one.name.value, one]));
  expect(operationLabel({ operation: getOperationAST(document)!, fragments })).toBe('states');
});
