import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { castOf } from '@seisi/migrations/seed/known';
import type { ToldDecision } from '@seisi/schema/decision/told-decision';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, type Asking, NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse, type Question } from '../setup/house.ts';
import { askAs } from './expected.ts';
import { COLUMNS } from './matrix.ts';

const EXPLAIN = `query ($operation: String!, $variables: Variables) {
  viewer {
    explain(operation: $operation, variables: $variables) {
      fields { path coordinate class decision reason en: message(language: EN) ms: message(language: MS) }
    }
  }
}`;
const id = castOf(1).known.id;
const profile: Question = { query: PROFILE, variables: { id } };
const askers = COLUMNS.map((asking) => [asking.name, asking] as const);
const officer = ASKING.find(({ name }) => name === 'district-officer')!;

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

type Response = {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  readonly extensions?: { readonly decisions?: readonly ToldDecision[] };
};

/** The response with whatever the body's `extensions` ask for. */
async function responseTo(asking: Asking, question: Question, extensions?: unknown): Promise<Response> {
  const asked = extensions === undefined ? question : { ...question, extensions };
  return JSON.parse((await askAs(house, asking, asked)).text) as Response;
}

/** Errors of a room come in no fixed order. */
const sorted = (errors: readonly unknown[] = []) => errors.map((error) => JSON.stringify(error)).sort();

test.each(askers)(
  'the decisions told to %s are those of `explain`, and change nothing else',
  async (_name, asking) => {
    const plain = await responseTo(asking, profile);
    const told = await responseTo(asking, profile, { decisions: true });
    expect(plain.extensions?.decisions).toBeUndefined();
    expect(told.data).toEqual(plain.data);
    expect(sorted(told.errors)).toEqual(sorted(plain.errors));
    const decisions = told.extensions?.decisions ?? [];
    expect(decisions.length).toBeGreaterThan(0);
    if (asking.persona === null) return;
    const { data, errors } = await askAs(house, asking, {
      query: EXPLAIN,
      variables: { operation: PROFILE, variables: { id } },
    });
    expect(errors).toEqual([]);
    type Field = Omit<ToldDecision, 'message'> & { readonly en: string; readonly ms: string };
    const explained = data.viewer.explain.fields.map(({ en, ms, ...field }: Field) => ({
      ...field,
      message: { en, ms },
    }));
    expect(decisions).toEqual(explained);
  },
);

test('nobody’s own question is told too, in both languages', async () => {
  const anonymous = ASKING.find(({ persona }) => persona === null)!;
  const query = '{ land: states { code } household(id: "x") { id } }';
  const { extensions } = await responseTo(anonymous, { query }, { decisions: true });
  expect(extensions?.decisions).toEqual([
    {
      path: ['land'],
      coordinate: 'Query.states',
      class: null,
      decision: 'OPEN',
      reason: null,
      message: {
        en: 'This field has no data class and is open to this request.',
        ms: 'Medan ini tiada kelas data dan terbuka kepada permintaan ini.',
      },
    },
    expect.objectContaining({ path: ['land', 'code'], coordinate: 'State.code', decision: 'OPEN' }),
    {
      path: ['household'],
      coordinate: 'Query.household',
      class: null,
      decision: 'WITHHELD',
      reason: 'CLASS_NOT_IN_BASIS',
      message: {
        en: 'The ground of this request does not open this field, what it is given, or anything asked below it.',
        ms: 'Asas permintaan ini tidak membuka medan ini, hujah yang diberi kepadanya, atau apa-apa yang diminta di bawahnya.',
      },
    },
  ]);
});

test.each([
  ['nothing', undefined],
  ['no extension', {}],
  ['a word for yes', { decisions: 'true' }],
  ['a number for yes', { decisions: 1 }],
  ['no', { decisions: false }],
  ['a prototype', JSON.parse('{"__proto__": {"decisions": true}}')],
])('who asks with %s is not told', async (_name, extensions) => {
  expect((await responseTo(officer, profile, extensions)).extensions?.decisions).toBeUndefined();
});

test('the same is told of who exists and of who does not', async () => {
  const told = [];
  for (const known of [id, castOf(1).elsewhere.id, '00000000-0000-4000-8000-000000000000'])
    told.push(
      (await responseTo(officer, { query: PROFILE, variables: { id: known } }, { decisions: true }))
        .extensions?.decisions,
    );
  expect(told[0]).not.toHaveLength(0);
  expect(told[1]).toEqual(told[0]);
  expect(told[2]).toEqual(told[0]);
});

test('a question for the schema has no decisions, and an act refused whole is told by its error alone', async () => {
  const schema = await responseTo(
    officer,
    { query: '{ __schema { queryType { name } } }' },
    { decisions: true },
  );
  expect(schema).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  const anonymous = ASKING.find(({ persona }) => persona === null)!;
  const query = 'mutation { withdrawConsent(input: { id: "x", idempotencyKey: "x" }) { consent { id } } }';
  const refused = await responseTo(anonymous, { query }, { decisions: true });
  expect(refused.extensions?.decisions).toBeUndefined();
  expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }] });
});

test('no room and no hidden name is told', async () => {
  const { extensions } = await responseTo(officer, profile, { decisions: true });
  const names = (extensions?.decisions ?? []).flatMap(({ coordinate, path }) => [coordinate, ...path]);
  const api = readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8');
  for (const name of names.flatMap((each) => each.split('.')))
    expect(`${api}\n${PROFILE}`).toMatch(new RegExp(`\\b${name}\\b`));
  expect(names.filter((name) => /grant|\bkey\b|basisFacts|c_hidden|c_alias/.test(name))).toEqual([]);
});
