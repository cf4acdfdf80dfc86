import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { documentReader } from './document.ts';

const read = documentReader(buildSchema('type Query { one(n: Int): Int } type Mutation { act: Int }'));

function body(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

test('a request is its document, its text and its variables', () => {
  const query = 'query ($n: Int) { one(n: $n) }';
  expect(read(body({ query, variables: { n: 1 } }))).toMatchObject({
    requests: [{ document: { kind: 'Document' }, text: query, variables: { n: 1 } }],
    isArray: false,
  });
  expect(read(body({ query }))?.requests[0]?.variables).toEqual({});
});

test('what is no request of this schema is null', () => {
  const bodies = [
    {},
    [],
    null,
    7,
    'x',
    { query: 1 },
    { query: '{' },
    { query: '{ two }' },
    { query: '{ one }', variables: 'x' },
  ];
  expect(bodies.map((value) => read(body(value)))).toEqual(bodies.map(() => null));
  expect(read(Buffer.from('{'))).toBeNull();
  expect(read(Buffer.from('{"query":"{ one }\xff"}', 'latin1'))).toBeNull();
});

test('several queries in one body are several requests; one that changes something comes by itself', () => {
  const several = read(
    body([{ query: '{ one }' }, { query: 'query ($n: Int) { one(n: $n) }', variables: { n: 2 } }]),
  );
  const one = { query: '{ one }' };

  expect(several?.isArray).toBe(true);
  expect(several?.requests.map(({ variables }) => variables)).toEqual([{}, { n: 2 }]);
  expect(read(body([one]))?.isArray).toBe(true);
  expect(read(body({ query: 'mutation { act }' }))?.requests).toHaveLength(1);
  for (const wrong of [
    [one, { query: 'mutation { act }' }],
    [{ query: 'mutation { act }' }],
    [one, 7],
    [one, { query: '{ two }' }],
    Array(17).fill(one),
  ])
    expect(read(body(wrong))).toBeNull();
});

test('a text is parsed once, as long as it is among the last 500', () => {
  const first = read(body({ query: '{ one }' }))?.requests[0]?.document;
  const ask = (from: number, to: number) => {
    for (let n = from; n < to; n += 1) read(body({ query: `{ one(n: ${n}) }` }));
  };
  ask(0, 499);
  expect(read(body({ query: '{ one }' }))?.requests[0]?.document).toBe(first);
  ask(499, 998);
  expect(read(body({ query: '{ one }' }))?.requests[0]?.document).toBe(first);
  ask(998, 1498);
  expect(read(body({ query: '{ one }' }))?.requests[0]?.document).not.toBe(first);
});
