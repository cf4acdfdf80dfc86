import { buildSchema, type FieldNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { askedOf } from './asked.ts';
import { givenInputs } from './given-inputs.ts';

const SCHEMA = buildSchema(`
  type Query { list(where: Where, sort: Sort, first: Int, sorts: [Sort!], any: Any): [Int] }
  scalar Any
  input Where { state: String, and: [Where!], sort: Sort }
  enum Sort { NUMBER INCOME }`);
const LIST = SCHEMA.getQueryType()!.getFields()['list']!;

function given(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  change: Partial<FieldNode> = {},
) {
  const asked = askedOf(parse(`query ($v: Where, $s: Sort) { list${text} }`), null, variables);
  const node = asked.operation.selectionSet.selections[0] as FieldNode;
  return givenInputs('Query', LIST, { ...node, ...change }, asked);
}

test.each([
  ['(first: 1)', {}, ['Query.list(first:)']],
  ['(where: {})', {}, ['Query.list(where:)']],
  [
    '(where: { state: "05", sort: INCOME })',
    {},
    ['Query.list(where:)', 'Where.state', 'Where.sort', 'Sort.INCOME'],
  ],
  ['(where: $v)', { v: { sort: 'INCOME' } }, ['Query.list(where:)', 'Where.sort', 'Sort.INCOME']],
  ['(sorts: [INCOME, NUMBER])', {}, ['Query.list(sorts:)', 'Sort.INCOME', 'Sort.NUMBER']],
  ['(sorts: [$s])', {}, ['Query.list(sorts:)']],
  ['(sorts: [$s])', { s: 'NUMBER' }, ['Query.list(sorts:)', 'Sort.NUMBER']],
])('%s with %j gives these', (text, variables, expected) => {
  expect(given(text, variables)).toEqual(expected);
});

test.each([
  ['(sort: "INCOME")', {}, ['Query.list(sort:)']],
  ['(sort: $s)', { s: 7 }, ['Query.list(sort:)']],
  ['(where: "text")', {}, ['Query.list(where:)']],
  ['(where: $v)', { v: 'text' }, ['Query.list(where:)']],
  ['(where: $v)', { v: null }, ['Query.list(where:)']],
  ['(where: { nowhere: { a: 1 } })', {}, ['Query.list(where:)', 'Where.nowhere']],
  ['(any: { a: 1 })', {}, ['Query.list(any:)']],
  ['(nowhere: { a: 1 })', {}, ['Query.list(nowhere:)']],
])('%s with %j, which does not fit, gives no more than its name', (text, variables, expected) => {
  expect(given(text, variables)).toEqual(expected);
});

test('a field that no parser made may lack its empty list of arguments', () => {
  expect(given('', {}, { arguments: undefined as never })).toEqual([]);
});
