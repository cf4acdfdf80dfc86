import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import { supergraphOf } from '@seisi/schema/access/testing';
import { bitOf } from '@seisi/schema/classes';
import { classedInputs } from '@seisi/schema/decision/classed-inputs';
import { type Denial, Denials } from '@seisi/schema/decision/denial';
import { canonical } from '@seisi/schema/receipt/canonical';
import type { ReceiptEntry } from '@seisi/schema/receipt/receipt';
import { type GraphQLObjectType, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { HIDDEN_GRANT, HIDDEN_ID, HIDDEN_KEY } from '../names.ts';
import { vouchingOf } from '../vouching.ts';
import { Failure, failureOf, UNAVAILABLE } from './failure.ts';
import { Ledger } from './ledger.ts';
import { Marks } from './marks.ts';
import { compileShape } from './shape.ts';
import { ToldTexts } from './told-texts.ts';
import type { Tree } from './tree.ts';

const rules = { access: readAccess(supergraph(), { unmarked: 'closed' }), table: table() };
const vouching = vouchingOf(rules.access.schema, rules.table);
const texts = new ToldTexts();

function supergraph(): string {
  return supergraphOf(`
    type Query @authenticated { person: Person people(poor: Boolean @tag(name: "class:poverty.status")): PersonConnection file: File states: [String!] @tag(name: "public") }
    type PersonConnection @authenticated { edges: [PersonEdge!]! more: Boolean! }
    type PersonEdge @authenticated { cursor: String! node: Person }
    type Person @join__type(graph: "p", key: "key") {
      id: ID! @authenticated key: ID! @inaccessible grant: String @inaccessible
      name: String @policy(policies: [["identity"]])
      income: Int @policy(policies: [["income"]])
      band: String @policy(policies: [["income.band"]]) @tag(name: "from:income")
      cards: [Card!] @policy(policies: [["disability"]])
      partner: Person @policy(policies: [["kinship"]])
    }
    type Card { id: ID! @authenticated number: String @policy(policies: [["disability"]]) }
    type File @join__type(graph: "a", key: "id") { id: ID! @authenticated note: String @policy(policies: [["aid"]]) owner: Person @authenticated other: Person @authenticated }
  `);
}

function table() {
  return classTable(readAccess(supergraph(), { unmarked: 'closed' }));
}

/** What the receipt of an answer says, by the key of each subject. */
function told(query: string, tree: Tree, denied: readonly Denial[] = []) {
  const document = parse(query);
  const operation = getOperationAST(document)!;
  const marks = new Marks(rules, classedInputs(rules.access, document, undefined, {}));
  const parts = {
    schema: rules.access.schema,
    fragments: new Map(),
    variables: {},
    denials: new Denials(denied),
    unknown: new Set<string>(),
    vouching,
    marks,
  };
  const ledger = new Ledger(marks, texts);
  const type = rules.access.schema.getQueryType() as GraphQLObjectType;
  const answer = compileShape(parts, type, operation.selectionSet)(tree, ledger);
  const entries = ledger.entries('AGREEMENT').map(({ key, text }) => {
    expect(text).toBe(canonical(JSON.parse(text) as object));
    return [key, JSON.parse(text) as ReceiptEntry] as const;
  });
  const said: Record<string, ReceiptEntry> = Object.fromEntries(entries);
  return { data: answer.data, keys: entries.map(([key]) => key), said };
}

const known = (key: string, fields: Tree = {}, grant = '2.0.0.0.0.tag'): Tree => ({
  id: `id-${key}`,
  [HIDDEN_ID]: `id-${key}`,
  [HIDDEN_KEY]: key,
  [HIDDEN_GRANT]: grant,
  ...fields,
});
const identity = { class: 'identity', fields: ['Person.name'], ground: 'AGREEMENT' };

test('a value and a null of the register are told; what is unknown is not; what is withheld is withheld', () => {
  const denied = {
    path: ['person', 'partner'],
    coordinate: 'Person.partner',
    dataClass: 'kinship',
    reason: 'PURPOSE',
  } as const;
  const tree = { person: known('k', { name: null, income: UNAVAILABLE, band: 'low' }) };
  expect(told('{ person { name income band partner { id } } }', tree, [denied]).said).toEqual({
    k: {
      subject: { type: 'Person', key: 'k' },
      told: [
        identity,
        { class: 'income.band', fields: ['Person.band'], from: ['income'], ground: 'AGREEMENT' },
      ],
      withheld: [{ class: 'kinship', fields: ['Person.partner'] }],
      veiled: false,
    },
  });
});

test('what a room withholds is withheld by the class that it names, and what it refuses is neither', () => {
  const closed = failureOf({
    message: '',
    extensions: {
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      class: 'identity',
      coordinate: 'X.y',
      reason: 'NOT_FOR_THIS_SUBJECT',
    },
  });
  const spent = new Failure('BUDGET_EXHAUSTED', 'Enough.');
  const { said } = told('{ person { name income } }', {
    person: known('k', { name: closed, income: spent }),
  });
  expect(said['k']).toMatchObject({ told: [], withheld: [{ class: 'identity', fields: ['Person.name'] }] });
});

test('a denial of no known class is withheld without one, and comes first', () => {
  const denied = ['name', 'cards'].map(
    (name): Denial => ({
      path: ['person', name],
      coordinate: `Person.${name}`,
      dataClass: name === 'cards' ? null : 'identity',
      reason: 'ASSURANCE',
    }),
  );
  const { said } = told('{ person { name cards { id } } }', { person: known('k') }, denied);
  expect(said['k']?.withheld).toEqual([
    { class: null, fields: ['Person.cards'] },
    { class: 'identity', fields: ['Person.name'] },
  ]);
});

test('the same subject met twice is one, and subjects stand in the order of their keys', () => {
  const partner = known('a', { name: 'x', partner: known('b', { income: 1 }) });
  const { keys, said } = told('{ person { name partner { name partner { income } } } }', {
    person: known('b', { name: 'y', partner }),
  });
  expect(keys).toEqual(['a', 'b']);
  expect(said['b']?.told.map((one) => one.class)).toEqual(['identity', 'income', 'kinship']);
});

test('of a record what it tells is told of the subject above; an empty list is told, and so is what it would have withheld', () => {
  const denied: Denial = {
    path: ['person', 'cards', 'number'],
    coordinate: 'Card.number',
    dataClass: 'disability',
    reason: 'PURPOSE',
  };
  const query = '{ person { cards { id number } } }';
  expect(told(query, { person: known('k', { cards: [{ id: '1', number: 'n' }] }) }).said['k']?.told).toEqual([
    { class: 'disability', fields: ['Card.number', 'Person.cards'], ground: 'AGREEMENT' },
  ]);
  expect(told(query, { person: known('k', { cards: [] }) }, [denied]).said['k']).toMatchObject({
    told: [{ class: 'disability', fields: ['Person.cards'] }],
    withheld: [{ class: 'disability', fields: ['Card.number'] }],
  });
});

test('a file tells of everyone through whom it is vouched for, and what conditions were met is told of whoever is met by them', () => {
  const file = { note: 'n', owner: known('a'), other: known('b') };
  expect(told('{ file { note } }', { file }).said).toMatchObject({
    a: { told: [{ class: 'aid', fields: ['File.note'] }] },
    b: { told: [{ class: 'aid', fields: ['File.note'] }] },
  });
  const node = known('a', { partner: known('b') });
  const { said } = told('{ people(poor: true) { edges { node { partner { id } } } } }', {
    people: { edges: [{ node }] },
  });
  expect(said['a']?.told.map((one) => one.fields)).toEqual([['Person.partner'], ['Query.people(poor:)']]);
  expect(said['b']?.told).toEqual([]);
});

test('of a list of which only the page is asked, everyone in it has met the conditions', () => {
  const people = { more: true, edges: [{ node: known('a') }, { node: known('b') }] };
  const page = told('{ people(poor: true) { more } }', { people });
  expect(page.keys).toEqual(['a', 'b']);
  expect(page.said['a']?.told).toEqual([
    { class: 'poverty.status', fields: ['Query.people(poor:)'], ground: 'AGREEMENT' },
  ]);
  expect(told('{ people(poor: true) { __typename } }', { people }).keys).toEqual([]);
});

test('what stood in a part that came to nothing is not told, and nobody who stood in it', () => {
  const query = '{ people { edges { cursor node { name } } } }';
  const edges = [
    { cursor: 'c', node: known('a', { name: 'x' }) },
    { cursor: UNAVAILABLE, node: known('b', { name: 'y' }) },
  ];
  expect(told(query, { people: { edges } })).toEqual({ data: { people: null }, keys: [], said: {} });
});

test('an error outlives the part that it stood in: what it says is withheld stays withheld of whoever was met before', () => {
  const denied: Denial = {
    path: ['person', 'cards', 'number'],
    coordinate: 'Card.number',
    dataClass: 'disability',
    reason: 'PURPOSE',
  };
  const cards = [{ number: 'n', id: UNAVAILABLE }];
  const { data, said } = told(
    '{ person { name cards { number id } } }',
    { person: known('k', { name: 'x', cards }) },
    [denied],
  );
  expect(data).toEqual({ person: { name: 'x', cards: null } });
  expect(said['k']).toMatchObject({
    told: [identity],
    withheld: [{ class: 'disability', fields: ['Card.number'] }],
  });
});

test('the ground of a class is the consent or the incident that opened it, else the basis', () => {
  const set = (name: 'identity' | 'income') => bitOf(name).toString(36);
  const grant = `2.zz.${set('identity')}.${set('income')}.0.tag`;
  const person = known('k', { name: 'x', income: 1, band: 'low' }, grant);
  const { said } = told('{ person { name income band } }', { person });
  expect(said['k']?.told.map((one) => [one.class, one.ground])).toEqual([
    ['identity', 'CONSENT'],
    ['income', 'INCIDENT'],
    ['income.band', 'AGREEMENT'],
  ]);
});

test('beside somebody under a seal everyone who is not is veiled; alone nobody is', () => {
  const query = '{ person { id partner { id } } }';
  const sealed = '2.0.0.0.1.tag';
  const veils = (tree: Tree) => {
    const { said } = told(query, tree);
    return Object.entries(said).map(([key, one]) => [key, one.veiled]);
  };
  expect(veils({ person: known('a', { partner: known('b') }, sealed) })).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect(veils({ person: known('a', { partner: known('b') }) })).toEqual([
    ['a', false],
    ['b', false],
  ]);
  expect(veils({ person: known('a', { partner: null }, sealed) })).toEqual([['a', false]]);
});

test('a subject whose key or grant is not known is unknown, and nothing is told of it', () => {
  for (const missing of [
    { [HIDDEN_KEY]: UNAVAILABLE },
    { [HIDDEN_GRANT]: null },
    { [HIDDEN_GRANT]: '1.0.tag' },
  ])
    expect(
      told('{ person { name } }', { person: { ...known('k', { name: 'x' }), ...missing } }),
    ).toMatchObject({
      data: { person: null },
      keys: [],
    });
});
