import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { expectNoticesOfNobody, expectRefusal } from './refusal.ts';

const { rows } = openOracle();
const head = castMember(1, CAST.known, PLACE.known.head).id;
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

afterEach(() => expectNoticesOfNobody(house, rows));

const ARGUMENTS: readonly (readonly [string, string, readonly (string | number)[], string])[] = [
  ['an identifier that is none', '{ household(id: "x") { id } }', ['household'], 'id'],
  ['an identifier that is SQL', `{ a: person(id: "' or 1 = 1 --") { id } }`, ['a'], 'id'],
  ['an identifier that is a number', '{ person(id: 12) { id } }', ['person'], 'id'],
  ['an identifier with a trailing space', `{ person(id: "${head} ") { id } }`, ['person'], 'id'],
  ['a page of none', '{ households(first: 0) { edges { cursor } } }', ['households'], 'first'],
  [
    'a page of fewer than none',
    '{ applicationFiles(first: -1) { edges { cursor } } }',
    ['applicationFiles'],
    'first',
  ],
  [
    'a page that is too long',
    '{ referralFiles(first: 101) { edges { cursor } } }',
    ['referralFiles'],
    'first',
  ],
  [
    'a page too long below a subject',
    `{ person(id: "${head}") { applications(first: 101) { edges { cursor } } } }`,
    ['person', 'applications'],
    'first',
  ],
  ['a cursor that is none', '{ households(after: "x") { edges { cursor } } }', ['households'], 'after'],
  ['an empty cursor', '{ applicationFiles(after: "") { edges { cursor } } }', ['applicationFiles'], 'after'],
  [
    'a cursor of NUL',
    `{ person(id: "${head}") { referrals(after: "\\u0000") { edges { cursor } } } }`,
    ['person', 'referrals'],
    'after',
  ],
  [
    'a state that is none',
    '{ households(filter: { state: "99" }) { edges { cursor } } }',
    ['households'],
    'filter.state',
  ],
  [
    'a district that is SQL',
    `{ households(filter: { district: "5_5'" }) { edges { cursor } } }`,
    ['households'],
    'filter.district',
  ],
  ['a state of districts that is none', '{ districts(state: "5") { code } }', ['districts'], 'state'],
];

test.each(ARGUMENTS)(
  '%s is refused at its place, naming the argument',
  async (_name, query, path, argument) => {
    const answer = await house.ask('district-officer', { query });
    expectRefusal(answer, 'BAD_USER_INPUT');
    expect(answer.errors[0]).toMatchObject({ path, extensions: { argument } });
    expect(JSON.stringify(answer.data)).not.toMatch(/"cursor"|"id":"/);
  },
);

test('a cursor opens for its own viewer, list, arguments and sort alone', async () => {
  const first = await house.ask('district-officer', {
    query: '{ households(first: 1) { edges { cursor } } }',
  });
  const cursor = first.data.households.edges[0].cursor;
  const page = (given: string) =>
    `{ page: ${given.replace('CURSOR', JSON.stringify(cursor))} { edges { node { id } } } }`;
  const own = await house.ask('district-officer', { query: page('households(first: 1, after: CURSOR)') });
  expect(own.errors).toEqual([]);
  const others = [
    await house.ask('officer-at-home', { query: page('households(after: CURSOR)') }),
    await house.ask('district-officer', {
      query: page('households(after: CURSOR, filter: { strata: URBAN })'),
    }),
    await house.ask('district-officer', { query: page('applicationFiles(after: CURSOR)') }),
  ];
  for (const other of others) {
    expectRefusal(other, 'BAD_USER_INPUT');
    expect(other.data).toEqual({ page: null });
  }
});

test.each([
  ['a text that no number bears', '{ found: householdByRegistration(number: "\\u0000") { id } }'],
  ['a reference that is SQL', `{ found: application(reference: "x' or '1' = '1") { id } }`],
  ['a reference of NUL', '{ found: referral(reference: "\\u0000") { id } }'],
  ['a reference of many letters', `{ found: application(reference: "${'é'.repeat(5_000)}") { id } }`],
])('%s finds nothing', async (_name, query) => {
  expect(await house.ask('district-officer', { query })).toMatchObject({
    status: 200,
    errors: [],
    data: { found: null },
  });
});

const VARIABLES: readonly (readonly [string, string, unknown])[] = [
  ['an object for an identifier', 'query ($v: ID!) { person(id: $v) { id } }', { v: { a: 1 } }],
  ['a list for an identifier', 'query ($v: ID!) { person(id: $v) { id } }', { v: [head] }],
  ['null for an identifier', 'query ($v: ID!) { person(id: $v) { id } }', { v: null }],
  ['nothing for an identifier', 'query ($v: ID!) { person(id: $v) { id } }', {}],
  ['a text for a number', 'query ($v: Int) { households(first: $v) { edges { cursor } } }', { v: '1' }],
  [
    'a number that is too large',
    'query ($v: Int) { households(first: $v) { edges { cursor } } }',
    { v: 2 ** 40 },
  ],
  ['a number for a condition', 'query ($v: Boolean!) { states { code @skip(if: $v) name } }', { v: 1 }],
  [
    'a word that the enum lacks',
    'query ($v: ApplicationStatus) { applicationFiles(status: $v) { edges { cursor } } }',
    { v: 'LOST' },
  ],
  [
    'a field that the filter lacks',
    'query ($v: HouseholdFilter) { households(filter: $v) { edges { cursor } } }',
    { v: { name: 'x' } },
  ],
  [
    'a prototype in the filter',
    'query ($v: HouseholdFilter) { households(filter: $v) { edges { cursor } } }',
    { v: JSON.parse('{"__proto__": {"state": "05"}}') },
  ],
];

test.each(VARIABLES)('a variable that is %s is refused whole', async (_name, query, variables) => {
  const answer = await house.ask('district-officer', {
    query,
    variables: variables as Record<string, unknown>,
  });
  expectRefusal(answer, 'BAD_USER_INPUT');
  expect(answer).toMatchObject({ status: 200, data: null });
});

const DOCUMENTS: readonly (readonly [string, string, string])[] = [
  ['half a document', '{ states {', 'GRAPHQL_PARSE_FAILED'],
  ['a document of other letters', '{ states ¤ }', 'GRAPHQL_PARSE_FAILED'],
  ['a document of too many words', `{ ${'states { code } '.repeat(4_000)} }`, 'GRAPHQL_PARSE_FAILED'],
  ['a field that is nowhere', '{ states { secret } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a number as an enum',
    '{ applicationFiles(status: 1) { edges { cursor } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a number that is too large',
    '{ households(first: 99999999999) { edges { cursor } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments in a circle',
    '{ states { ...F } } fragment F on State { code ...F }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a mutation that the graph does not have', 'mutation { approve }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a subscription', 'subscription { changes }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'two operations without a name for either',
    'query A { states { code } } query B { states { code } }',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['an operation that is too deep', deep(13), 'OPERATION_TOO_LARGE'],
  [
    'an operation that is too wide',
    `{ ${Array.from({ length: 600 }, (_, at) => `a${at}: states { code }`).join(' ')} }`,
    'OPERATION_TOO_LARGE',
  ],
  ['an operation that doubles itself', `{ ...F0 } ${doubling(20)}`, 'OPERATION_TOO_LARGE'],
  ['the schema and data at once', '{ __schema { types { name } } states { code } }', 'BAD_USER_INPUT'],
];

test.each(DOCUMENTS)('%s is refused', async (_name, query, code) => {
  const answer = await house.ask('district-officer', { query });
  expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
  expectRefusal(answer, ...answer.errors.map(() => code));
  expect(answer.data).toBeNull();
});

/** A household of a member of a household, so many times. */
function deep(times: number): string {
  const below = 'household { members { person { '.repeat(times);
  return `{ person(id: "${head}") { ${below} id ${'} } } '.repeat(times)} } }`;
}

function doubling(levels: number): string {
  const each = (at: number) =>
    `fragment F${at} on Query { a${at}: viewer { id } ...F${at + 1} ... on Query { ...F${at + 1} } }`;
  return [
    ...Array.from({ length: levels }, (_, at) => each(at)),
    `fragment F${levels} on Query { states { code } }`,
  ].join(' ');
}
