import { readFileSync } from 'node:fs';
import { castOf } from '@seisi/migrations/seed/known';
import {
  buildClientSchema,
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askAs } from '../access/expected.ts';
import { COLUMNS, MATRIX_PATH } from '../access/matrix.ts';
import { type Asking, NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
let silent: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
  silent = await openHouse({ now: () => NOW, schemaTelling: 'OFF' });
});
afterAll(async () => {
  await house?.close();
  await silent?.close();
});

const [header = [], ...lines] = readFileSync(MATRIX_PATH, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

async function viewOf(asking: Asking): Promise<GraphQLSchema> {
  const { data } = await askAs(house, asking, { query: getIntrospectionQuery() });
  return buildClientSchema(data);
}

function has(schema: GraphQLSchema, coordinate: string): boolean {
  const [, typeName = '', name = '', argument] = /^(\w+)\.(\w+)(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) return Object.hasOwn(type.getFields(), name);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  return field !== undefined && (argument === undefined || field.args.some((one) => one.name === argument));
}

test('whatever a persona is told of anybody is in the schema that it is shown, and so is what it may give', async () => {
  let seen = 0;
  for (const asking of COLUMNS) {
    const view = await viewOf(asking);
    expect(validateSchema(view)).toEqual([]);
    const column = header.indexOf(asking.name);
    const open = lines.filter((cells) => ['open', 'row'].includes(cells[column] ?? ''));
    const missing = open
      .map(([coordinate = '']) => coordinate)
      .filter((coordinate) => !has(view, coordinate));
    expect(missing, asking.name).toEqual([]);
    seen += open.length;
  }
  expect(seen).toBeGreaterThan(1000);
});

test('each sees the schema of the own ground: a clinic no income, a citizen all but what is about others, nobody no person', async () => {
  const under = (name: string) => COLUMNS.find((asking) => asking.name === name)!;
  const [clinic, citizen, nobody] = await Promise.all(
    ['hospital', 'citizen', 'anonymous'].map((name) => viewOf(under(name))),
  );
  expect(has(clinic!, 'Person.name')).toBe(false);
  expect(has(clinic!, 'Person.birthYear')).toBe(true);
  expect(clinic!.getType('Income')).toBeUndefined();
  expect(has(citizen!, 'Person.name')).toBe(true);
  expect(nobody!.getType('Person')).toBeUndefined();
  expect(has(nobody!, 'Query.states')).toBe(true);
});

test('a field that is not shown is valid all the same, and withheld with its reason', async () => {
  const { data: told } = await house.ask('hospital', { query: '{ __type(name: "Income") { name } }' });
  expect(told).toEqual({ __type: null });
  const query = `{ household(id: "${castOf(1).known.id}") { members { person { name birthYear } } } }`;
  const { text } = await house.ask('hospital', { query, extensions: { decisions: true } });
  const { decisions } = JSON.parse(text).extensions;
  expect(decisions).toContainEqual(
    expect.objectContaining({
      coordinate: 'Person.name',
      decision: 'WITHHELD',
      reason: 'CLASS_NOT_IN_BASIS',
    }),
  );
});

async function textFor(at: House, who: Asking['persona'], headers: Record<string, string> = {}) {
  const authorization = who === null ? {} : { authorization: `Bearer ${await at.tokenOf(who)}` };
  const response = await fetch(`${at.url}/schema.graphql`, { headers: { ...authorization, ...headers } });
  return { response, text: await response.text() };
}

const sorted = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

test('the schema as text is the one that introspection tells the same token, and no cache keeps it for another', async () => {
  for (const name of ['anonymous', 'hospital', 'district-officer', 'citizen']) {
    const asking = COLUMNS.find((one) => one.name === name)!;
    const { response, text } = await textFor(house, asking.persona);
    expect(response.headers.get('vary')).toContain('Authorization');
    expect(response.headers.get('cache-control')).toBe(
      asking.persona === null ? 'public, max-age=300' : 'private, no-store',
    );
    expect(sorted(buildSchema(text))).toBe(sorted(await viewOf(asking)));
  }
});

test('who has several agreements names one before there is a schema, and a token that is none has none', async () => {
  const several = await textFor(house, 'two-agreements-client');
  expect([several.response.status, JSON.parse(several.text).errors[0].extensions.code]).toEqual([
    400,
    'BASIS_REQUIRED',
  ]);
  const one = COLUMNS.find(({ agreement }) => agreement !== null)!;
  const chosen = await textFor(house, one.persona, { 'seisi-agreement': one.agreement! });
  expect(sorted(buildSchema(chosen.text))).toBe(sorted(await viewOf(one)));
  const wrong = await fetch(`${house.url}/schema.graphql`, {
    headers: { authorization: 'Bearer no.such.token' },
  });
  expect([wrong.status, wrong.headers.get('cache-control')]).toEqual([401, 'private, no-store']);
});

test('where it is off nobody is told a schema, in either way, and data are answered', async () => {
  const told = await silent.ask('icu-officer', { query: '{ __schema { queryType { name } } }' });
  expect(told.errors.map(({ extensions }) => extensions.code)).toEqual(['INTROSPECTION_OFF']);
  for (const who of [null, 'icu-officer'] as const)
    expect((await textFor(silent, who)).response.status).toBe(403);
  const { data } = await silent.ask(null, { query: '{ __typename states { code __typename } }' });
  expect(data.states[0].__typename).toBe('State');
});
