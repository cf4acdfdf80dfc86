import type { Decision } from '@seisi/schema/decision/decide';
import { NO_BASIS } from '@seisi/schema/viewer';
import { buildSchema, GraphQLError, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { memoryReceipts } from '../receipts.testing.ts';
import type { Answer, Disclosure, GraphRequest } from '../request.ts';
import { disclosing } from './disclosure.ts';
import { intent } from './intent.ts';
import { settle } from './settle.ts';

const apiSchema = buildSchema(`
  type Query { person(number: String, tags: [String]): Person must: Person! code: String }
  type Mutation { rename(name: String, age: Int, height: Float): String }
  type Person { name: String }
`);
const graph = { apiSchema, aboutSubjects: new Set(['Query.person', 'Query.must']) };
const now = () => 7;

function requestOf(query: string, variables: Record<string, unknown> = {}): GraphRequest {
  const document = parse(query);
  const decision: Decision = { filtered: document, denials: [], closed: new Map() };
  return {
    caller: { request: 'r', viewer: null, expires: 0, signal: new AbortController().signal },
    document,
    operation: getOperationAST(document)!,
    fragments: new Map(),
    variables,
    asksDecisions: false,
    asksCost: false,
    charge: { taken: null },
    cost: null,
    decisions: null,
    trustsFacts: true,
    basis: NO_BASIS,
    reliance: null,
    areGroundsKnown: true,
    passport: null,
    decision,
    plan: null,
    planned: null,
    disclosure: null,
    intent: null,
    told: null,
    answer: null,
  };
}

const disclosureOf = (query: string, variables = {}) => disclosing(graph)(requestOf(query, variables));

test('an operation needs a receipt where a root field that is asked can tell of a subject, by all keys of the answer that can', () => {
  const keys = (query: string, variables = {}) => [...(disclosureOf(query, variables)?.keys ?? [])];
  expect(keys('{ code __typename }')).toEqual([]);
  expect(keys('{ code a: person { name } ...F } fragment F on Query { person { name } code }')).toEqual([
    'a',
    'person',
  ]);
  expect(keys('query ($no: Boolean!) { code person @include(if: $no) { name } }', { no: false })).toEqual([]);
  expect(keys('mutation { rename __typename }')).toEqual(['rename']);
  expect(keys('mutation { __typename }')).toEqual([]);
  expect(disclosing(graph)({ ...requestOf('{ person { name } }'), decision: null })).toBeNull();
});

test('it is read once for each decision', () => {
  const read = disclosing(graph);
  const request = requestOf('{ person { name } }');
  expect(read(request)).toBe(read({ ...request }));
  const nothing = requestOf('{ code }');
  expect([read(nothing), read(nothing)]).toEqual([null, null]);
});

test('the hash of an operation is that of what is asked, and of no value in it', () => {
  const hash = (query: string) => disclosureOf(query)?.operation;
  const one = hash('{ person(number: "700101-70-0001", tags: ["a"]) { name } }');
  expect(hash('{ person(number: """x""", tags: ["b", "c"]) { name } }')).toBe(
    hash('{ person(number: """y""", tags: []) { name } }'),
  );
  expect(hash('{ person(number: "2", tags: []) { name } }')).toBe(one);
  expect(hash('{ person(tags: [], number: "2") { name } }')).not.toBe(one);
  expect(hash('mutation { rename(name: "a", age: 3, height: 1.5) }')).toBe(
    hash('mutation { rename(name: "b", age: 4, height: 2.5) }'),
  );
});

const settled = (query: string, answer: Answer, disclosure = disclosureOf(query)) =>
  settle({ ...requestOf(query), answer, disclosure: disclosure as Disclosure }, refusing(), now);

function refusing() {
  const receipts = memoryReceipts();
  receipts.refuse(() => true);
  return receipts;
}

test('without a receipt the errors about subjects go with their data, and those of reference data stay', async () => {
  const errors = ['code', 'person'].map((key) => new GraphQLError(key, { path: [key, 'x'] }));
  const { answer, receipt } = await settled('{ code person { name } }', {
    data: { code: null, person: { name: 'x' } },
    errors,
  });
  expect(receipt).toBeNull();
  expect(answer.data).toEqual({ code: null, person: null });
  expect(answer.errors.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['code', 'x'], {}],
    [['person'], { code: 'AUDIT_UNAVAILABLE' }],
  ]);
});

test.each([
  ['nothing else was asked', '{ person { name } }', { person: null }],
  ['what can tell may not be null', '{ code must { name } }', { code: 'c', must: { name: 'x' } }],
  ['there were no data', '{ code person { name } }', null],
])('without a receipt there are no data where %s, and the door says 503', async (_when, query, data) => {
  const { answer } = await settled(query, { data, errors: [] });
  expect(answer.data).toBeNull();
  for (const { extensions } of answer.errors) expect(extensions['http']).toEqual({ status: 503 });
  expect(answer.errors.length).toBeGreaterThan(0);
});

test('of a query nothing is kept before it is answered; of a mutation its intent, without which it does not go on', async () => {
  const receipts = memoryReceipts();
  const { run } = intent(graph, receipts, now);
  const query = requestOf('{ person { name } }');
  await run(query);
  const mutation = requestOf('mutation { rename }');
  await run(mutation);
  const [kept, ...others] = receipts.taken();

  expect([query.disclosure?.keys, query.intent]).toEqual([new Set(['person']), null]);
  expect(kept).toMatchObject({
    kind: 'INTENT',
    of: null,
    at: 7,
    entries: [],
    header: { viewer: { kind: 'ANONYMOUS', id: '' } },
  });
  expect(others).toEqual([]);
  expect(mutation.intent).toBe(kept?.id);
  receipts.refuse(() => true);
  await expect(run(requestOf('mutation { rename }'))).rejects.toMatchObject({
    message: expect.stringContaining('Nothing was done'),
    extensions: { code: 'AUDIT_UNAVAILABLE', http: { status: 503 } },
  });
});
