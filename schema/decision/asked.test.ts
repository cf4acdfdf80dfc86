import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { askedOf, conditionOf } from './asked.ts';

const REFUSAL = {
  code: 'OPERATION_RESOLUTION_FAILURE',
  message: 'The document has several operations, or not the one named.',
};

/** The condition of the first selection of an operation. */
function conditionIn(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const asked = askedOf(parse(text), null, variables);
  const { included, directives } = conditionOf(asked.operation.selectionSet.selections[0]?.directives, asked);
  return { included, left: directives.map(({ name }) => name.value) };
}

test.each([
  ['an unnamed operation by a name', '{ a }', 'One'],
  ['no operation', 'fragment F on T { a }', null],
  ['one of two, unnamed', 'query One { a } query Two { a }', undefined],
])('%s is not there to be found', (_which, text, name) => {
  expect(() => askedOf(parse(text), name, {})).toThrow(expect.objectContaining(REFUSAL));
});

test.each([
  ['@skip(if: "yes")', ['skip']],
  ['@skip(if: $x)', ['skip']],
  ['@skip(unless: true)', ['skip']],
  ['@include', ['include']],
  ['@other(if: false)', ['other']],
  ['@skip(if: false) @other', ['other']],
])('what is no condition, or none that can be told, is left where it stands: %s', (directive, left) => {
  expect(conditionIn(`query ($x: Boolean) { a ${directive} }`, { x: 'yes' })).toEqual({
    included: true,
    left,
  });
});

test('the condition is the argument `if`, wherever it stands', () => {
  expect(conditionIn('{ a @skip(unless: false, if: true) }')).toEqual({ included: false, left: [] });
});

test('documents that no parser made may lack empty lists', () => {
  const { definitions } = parse('{ a @skip }');
  const bare: OperationDefinitionNode = {
    ...(definitions[0] as OperationDefinitionNode),
    variableDefinitions: undefined as never,
  };
  const asked = askedOf({ kind: Kind.DOCUMENT, definitions: [bare] }, null, {});
  const skip = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'skip' } } as const;

  expect(asked.variable('x')).toBeNull();
  expect(conditionOf(undefined, asked)).toEqual({ included: true, directives: [] });
  expect(conditionOf([skip], asked)).toEqual({ included: true, directives: [skip] });
});
