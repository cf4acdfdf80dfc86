import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DATA_CLASSES, type DataClass } from '../classes.ts';
import { checkOperation } from './check-operation.ts';
import { graphHere } from './graph-here.ts';
import type { UsedAgreement } from './standing.ts';

const graph = graphHere();
const PROFILE = readFileSync(
  join(import.meta.dirname, '../../test/queries/household-profile.graphql'),
  'utf8',
);
const SERVICE: UsedAgreement = {
  classes: DATA_CLASSES,
  purpose: 'SERVICE_DELIVERY',
  assurance: 'high',
  scopes: ['registry:read'],
};

function check(
  body: string,
  agreement: Partial<UsedAgreement> = {},
  said: { name?: string; type?: string } = {},
) {
  const { name = 'One', type = 'query' } = said;
  const misfits = checkOperation(graph, { id: '1', name, type, body }, { ...SERVICE, ...agreement });
  return misfits.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

const only = (...classes: DataClass[]) => ({ classes });

test('the whole profile fits an agreement for a service that names every class', () => {
  expect(check(PROFILE, {}, { name: 'HouseholdProfile' })).toEqual([]);
});

test('what the agreement does not name is told by place, coordinate and class; what a class implies is open', () => {
  const body =
    'query One($id: ID!) { household(id: $id) { id address { line } members { person { name phone incomeBand } } } }';

  expect(check(body, only('register', 'identity', 'kinship', 'income'))).toEqual([
    expect.stringMatching(
      /^CLOSED: household\.address \(Household\.address\) is of the class contact, which the agreement does not name\.$/,
    ),
    expect.stringMatching(
      /^CLOSED: household\.members\.person\.phone \(Person\.phone\) is of the class contact/,
    ),
  ]);
});

test('a class that is named for a purpose that does not open it, or for tokens that are not sure enough, is told so', () => {
  const body = 'query One($id: ID!) { household(id: $id) { members { person { name phone } } } }';

  expect(check(body, { purpose: 'PUBLIC_INTEREST' }).join()).toContain('which its purpose does not open');
  expect(check(body, { assurance: 'low' }).join()).toContain(
    'which its client’s tokens are not sure enough for',
  );
});

test('a condition hides nothing: an operation fits with each of them true', () => {
  const body = `query One($id: ID!, $no: Boolean = false) {
    household(id: $id) { id address @include(if: $no) { line } ... @skip(if: true) { address { postcode } } }
  }`;

  expect(check(body, only('register'))).toEqual([
    'CLOSED: household.address (Household.address) is of the class contact, which the agreement does not name.',
  ]);
});

test('a field is found behind aliases and fragments', () => {
  const body = `query One($id: ID!) { h: household(id: $id) { ...Place } }
    fragment Place on Household { where: address { line } }`;

  expect(check(body, only('register')).join()).toContain('h.where (Household.address)');
});

test('a field that is withheld where a variable gives a closed input is told, and does not keep the operation out', () => {
  const body =
    'query One($filter: HouseholdFilter) { households(filter: $filter) { edges { node { id } } } }';

  expect(check(body, only('register'))).toEqual([
    expect.stringMatching(/^WHEN_GIVEN: households \(Query\.households\)/),
  ]);
  expect(check(body)).toEqual([]);
});

test('what is no operation of this graph, or not the one that the manifest says, is told', () => {
  expect(check('query One {')).toEqual([expect.stringMatching(/^SYNTAX: /)]);
  expect(check('query One { nothing }')).toEqual([
    expect.stringMatching(/^INVALID: Cannot query field "nothing"/),
  ]);
  expect(check('query One { agencies { code } } query Two { agencies { code } }')).toEqual([
    'OTHER: Its body must hold one operation, not 2.',
  ]);
  expect(check('query Two { agencies { code } }')).toEqual([
    'OTHER: Its body is the operation Two, not One.',
  ]);
  expect(check('query One { agencies { code } }', {}, { type: 'mutation' })).toEqual([
    'OTHER: Its body is a query, not a mutation.',
  ]);
});

test('an operation that is too large to be answered is told so', () => {
  const many = Array.from({ length: 1001 }, (_, n) => `a${n}: agencies { code }`).join(' ');

  expect(check(`query One { ${many} }`)).toEqual([expect.stringMatching(/^TOO_LARGE: .*selections/)]);
});
