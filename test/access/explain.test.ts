import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASKING, type Asking, NOW, openOracle } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type AnswerError, type House, openHouse } from '../setup/house.ts';
import { askAs, expectSame } from './expected.ts';
import { COLUMNS } from './matrix.ts';

const EXPLAIN = `query Explain($operation: String!, $operationName: String, $variables: Variables) {
  viewer {
    explain(operation: $operation, operationName: $operationName, variables: $variables) {
      isRefusedWhole
      fields { path coordinate decision class className(language: EN) nama: className reason en: message(language: EN) ms: message(language: MS) }
    }
  }
}`;

type Explained = {
  readonly path: readonly string[];
  readonly coordinate: string;
  readonly decision: 'OPEN' | 'WITHHELD';
  readonly class: string | null;
  readonly reason: string | null;
  readonly en: string;
  readonly ms: string;
};

const oracle = openOracle();
const askers = COLUMNS.filter(({ persona }) => persona !== null).map(
  (asking) => [asking.name, asking] as const,
);
const officer = askerNamed('district-officer');
const household = castOf(1).known.id;
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

function askerNamed(name: string): Asking {
  return ASKING.find((asking) => asking.name === name)!;
}

function explain(asking: Asking, operation: string, given: Readonly<Record<string, unknown>> = {}) {
  return askAs(house, asking, { query: EXPLAIN, variables: { operation, ...given } });
}

type Withheld = Pick<Explained, 'path' | 'coordinate' | 'class' | 'reason'>;

/** What an answer withholds for want of ground, by path without indices; in an empty list the path ends at the list. */
function closedIn(errors: readonly AnswerError[]): readonly Withheld[] {
  const told = errors.map(({ path = [], extensions }) => ({
    path: path.filter((step) => typeof step === 'string'),
    coordinate: String(extensions['coordinate']),
    class: (extensions['class'] ?? null) as string | null,
    reason: String(extensions['reason']),
  }));
  return told.filter(({ reason }) => ['CLASS_NOT_IN_BASIS', 'PURPOSE', 'ASSURANCE'].includes(reason));
}

function isTold(seen: Withheld, explained: Withheld): boolean {
  const isBelow = seen.path.every((step, at) => step === explained.path[at]);
  const isSame = seen.coordinate === explained.coordinate && seen.class === explained.class;
  return isBelow && isSame && seen.reason === explained.reason;
}

describe('an explanation', () => {
  test.each(askers)('to %s of the profile is what the rules say', async (_name, asking) => {
    await expectSame(house, oracle, asking, {
      query: EXPLAIN,
      variables: { operation: PROFILE, variables: { id: household } },
    });
  });

  test.each(askers)('to %s withholds of the profile what the answer withholds', async (_name, asking) => {
    const told = await explain(asking, PROFILE);
    const fields: readonly Explained[] = told.data.viewer.explain.fields;
    const withheld = fields.filter(({ decision }) => decision === 'WITHHELD');
    const answers = await Promise.all(
      Object.values(castOf(1)).map(({ id }) => askAs(house, asking, { query: PROFILE, variables: { id } })),
    );
    const seen = answers.flatMap(({ errors }) => closedIn(errors));
    expect(seen.filter((one) => !withheld.some((field) => isTold(one, field)))).toEqual([]);
    // Of a household within reach everything is told, of its empty lists too.
    const isMet = answers.some(({ data }) => data.household !== null);
    expect(withheld.filter((field) => isMet && !seen.some((one) => isTold(one, field)))).toEqual([]);
  });

  test('says so in English and in Malay', async () => {
    const { data } = await explain(askerNamed('hospital'), PROFILE);
    const fields: readonly Explained[] = data.viewer.explain.fields;
    const income = fields.find(({ coordinate }) => coordinate === 'Person.incomes');
    expect(income).toMatchObject({
      decision: 'WITHHELD',
      class: 'income',
      className: 'income',
      nama: 'pendapatan',
      reason: 'CLASS_NOT_IN_BASIS',
      en: 'The ground of this request does not open the data class “income”.',
      ms: 'Asas permintaan ini tidak membuka kelas data “pendapatan”.',
    });
  });

  test('of an act says whether it would be refused whole', async () => {
    const operation =
      'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { id } } }';
    const citizen = await explain(askerNamed('citizen'), operation);
    expect(citizen.data.viewer.explain).toMatchObject({ isRefusedWhole: false });
    for (const [, asking] of askers)
      await expectSame(house, oracle, asking, { query: EXPLAIN, variables: { operation } });
  });

  test('can be explained', async () => {
    const { data, errors } = await explain(officer, EXPLAIN, {
      operationName: 'Explain',
      variables: { operation: PROFILE },
    });
    expect(errors).toEqual([]);
    const told = data.viewer.explain.fields.map(({ coordinate }: Explained) => coordinate);
    expect(told.slice(0, 3)).toEqual(['Query.viewer', 'Viewer.explain', 'Explanation.isRefusedWhole']);
  });
});

describe('an explanation is no oracle', () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  const person = castMember(1, CAST.known, PLACE.known.child).id;
  const operation = (id: string) =>
    `{ household(id: "${id}") { registrationNumber members { person { name } } } person(id: "${id}") { id name } }`;

  test('the same bytes and the same statements, for who exists and for who does not', async () => {
    const answers = [];
    for (const id of [household, person, nobody]) {
      house.statements();
      const literal = await explain(officer, operation(id));
      const given = await explain(officer, PROFILE, { variables: { id } });
      answers.push({ literal: literal.text, given: given.text, statements: house.statements() });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test.each(askers)(
    'to %s it takes the statements of any question about the viewer, and no row of a subject',
    async (_name, asking) => {
      house.statements();
      await askAs(house, asking, { query: '{ viewer { id } }' });
      const plain = house.statements();
      await explain(asking, PROFILE, { variables: { id: household } });
      const explaining = house.statements();
      expect(explaining).toEqual(plain);
      // The basis: the facts of grounds, or the own person of a citizen.
      for (const text of explaining) expect(text).toMatch(/from "person"\."(ground_fact|person)"/);
    },
  );

  test('nobody without a token is told anything', async () => {
    const { data, errors } = await explain(askerNamed('anonymous'), PROFILE);
    expect(data).toEqual({ viewer: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  });
});

describe('what cannot be explained', () => {
  const HIDDEN = [
    '{ basisFacts }',
    '{ household(id: "x") { grant } }',
    '{ person(id: "x") { key } }',
    '{ _entities { id } }',
    '{ _service { sdl } }',
    '{ grnt }',
    '{ person(id: "") { grants } }',
  ];
  test.each(HIDDEN)('%s is refused with the words of the gateway', async (operation) => {
    const told = await explain(officer, operation);
    const asked = await askAs(house, officer, { query: operation });
    expect(told.errors).toHaveLength(1);
    expect(told.errors[0]).toMatchObject({
      message: `\`operation\`: ${asked.errors[0]?.message}`,
      path: ['viewer', 'explain'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'operation' },
    });
  });

  test.each([
    ['half a document', '{ states {', {}, 'BAD_USER_INPUT'],
    ['one of many words', `{ ${'states { code } '.repeat(4_000)} }`, {}, 'BAD_USER_INPUT'],
    [
      'one that is too wide',
      `{ ${Array.from({ length: 600 }, (_, at) => `a${at}: states { code }`).join(' ')} }`,
      {},
      'OPERATION_TOO_LARGE',
    ],
    [
      'one of a name that is not there',
      'query A { states { code } }',
      { operationName: 'B' },
      'BAD_USER_INPUT',
    ],
    ['variables that are a list', '{ states { code } }', { variables: [] }, 'BAD_USER_INPUT'],
    [
      'variables that do not fit',
      'query ($a: Boolean) { states { code @skip(if: $a) } }',
      { variables: { a: 1 } },
      'BAD_USER_INPUT',
    ],
  ] as const)('%s is refused at its place, without a stack', async (_name, operation, given, code) => {
    const { data, errors, text } = await explain(officer, operation, given);
    expect(data).toEqual({ viewer: { explain: null } });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(text).not.toMatch(/node_modules|at .*\.ts|stack/);
  });

  test('many large operations in one request are refused after the first ones', async () => {
    const wide = `{ ${Array.from({ length: 500 }, (_, at) => `a${at}: states { code }`).join(' ')} }`;
    const below = Array.from(
      { length: 12 },
      (_, at) => `e${at}: explain(operation: $operation) { isRefusedWhole }`,
    );
    const { errors } = await askAs(house, officer, {
      query: `query ($operation: String!) { viewer { ${below.join(' ')} } }`,
      variables: { operation: wide },
    });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(9).fill('OPERATION_TOO_LARGE'));
  });

  test('one request explains three operations: reading one costs as much as asking it', async () => {
    const names = ['states { code }', 'schemes { code }', 'agencies { code }', 'viewer { id }'];
    const below = names.map((name, at) => `e${at}: explain(operation: "{ ${name} }") { isRefusedWhole }`);
    const { data, errors } = await askAs(house, officer, {
      query: `{ viewer { ${below.join(' ')} again: explain(operation: "{ states { code } }") { isRefusedWhole } } }`,
    });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['viewer', 'e3'], 'OPERATION_TOO_LARGE'],
    ]);
    expect(data.viewer.again).toEqual({ isRefusedWhole: false });
  });
});
