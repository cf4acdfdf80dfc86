import { describe, expect, test } from 'vitest';
import { classSet, type DataClass } from '../classes.ts';
import { supergraph } from '../sdl.ts';
import type { Basis, Viewer } from '../viewer.ts';
import { explainer } from './explain.ts';

const { read, explain } = explainer(supergraph());
const VIEWER: Pick<Viewer, 'scopes'> = { scopes: [] };

function basisOf(...classes: readonly DataClass[]): Basis {
  return { kind: 'SELF', personKey: 'k', classes: classSet(classes) };
}

/** The explanation as lines: decision, path, coordinate, class and reason. */
function linesOf(text: string, basis: Basis, variables: Record<string, unknown> = {}): string[] {
  const standing = { viewer: VIEWER, basis, areGroundsKnown: true };
  return explain(read(text, null), variables, standing).fields.map(
    ({ decision, path, coordinate, dataClass, reason }) =>
      [decision, path.join('.'), coordinate, dataClass, reason].filter((word) => word !== null).join(' '),
  );
}

function refusalOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: Record<string, unknown> };
    return { message, ...extensions };
  }
}

describe('an explanation', () => {
  test('tells each field in the order of the document, and nothing below one that is withheld', () => {
    const text =
      '{ home: household(id: "x") { registrationNumber address { line } members { since person { name } } } }';
    expect(linesOf(text, basisOf('register', 'kinship'))).toEqual([
      'OPEN home Query.household',
      'OPEN home.registrationNumber Household.registrationNumber register',
      'WITHHELD home.address Household.address contact CLASS_NOT_IN_BASIS',
      'OPEN home.members Household.members kinship',
      'OPEN home.members.since HouseholdMember.since kinship',
      'WITHHELD home.members.person HouseholdMember.person CLASS_NOT_IN_BASIS',
    ]);
  });

  test('leaves out what its own conditions exclude, by given and by default values', () => {
    const text =
      'query ($all: Boolean = false) { household(id: "x") { id @skip(if: true) address @include(if: $all) { line } registrationNumber } }';
    const rest = [
      'OPEN household Query.household',
      'OPEN household.registrationNumber Household.registrationNumber register',
    ];
    expect(linesOf(text, basisOf('register', 'contact'))).toEqual(rest);
    expect(linesOf(text, basisOf('register', 'contact'), { all: true })).toHaveLength(4);
  });

  test('tells of both kinds of object where either may stand', () => {
    const text =
      '{ referral(reference: "x") { subject { __typename ... on Person { name } ... on Household { registrationNumber } } } }';
    expect(linesOf(text, basisOf('register', 'case')).slice(2)).toEqual([
      'OPEN referral.subject.__typename Household.__typename',
      'OPEN referral.subject.__typename Person.__typename',
      'WITHHELD referral.subject.name Person.name identity CLASS_NOT_IN_BASIS',
      'OPEN referral.subject.registrationNumber Household.registrationNumber register',
    ]);
  });

  test('is closed by a filter whose class the ground does not open, given or left out though required', () => {
    const text = (type: string) =>
      `query ($status: ${type}) { households(filter: { povertyStatus: $status }) { edges { node { id } } } }`;
    const closed = ['WITHHELD households Query.households CLASS_NOT_IN_BASIS'];
    expect(linesOf(text('PovertyStatus'), basisOf('register'))[0]).toBe('OPEN households Query.households');
    expect(linesOf(text('PovertyStatus'), basisOf('register'), { status: 'POOR' })).toEqual(closed);
    expect(linesOf(text('PovertyStatus!'), basisOf('register'))).toEqual(closed);
  });

  test('says of a mutation whether it would be refused whole', () => {
    const text =
      'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { id } } }';
    const of = (...classes: readonly DataClass[]) =>
      explain(read(text, null), {}, { viewer: VIEWER, basis: basisOf(...classes), areGroundsKnown: true });
    const isWithheld = of().fields.some(({ decision }) => decision === 'WITHHELD');
    expect(of().isRefusedWhole).toBe(isWithheld);
    const anonymous = { viewer: null, basis: basisOf(), areGroundsKnown: true };
    expect(explain(read(text, null), {}, anonymous).isRefusedWhole).toBe(true);
    expect(explain(read('{ states { code } }', null), {}, anonymous).isRefusedWhole).toBe(false);
  });
});

describe('an operation that cannot be explained', () => {
  test.each([
    ['half a document', '{ states {', 'Syntax Error: Expected Name, found <EOF>.'],
    ['a field that is nowhere', '{ states { secret } }', 'Cannot query field "secret" on type "State".'],
    ['a hidden field', '{ household(id: "x") { grant } }', 'Cannot query field "grant" on type "Household".'],
    ['the facts of grounds', '{ basisFacts }', 'Cannot query field "basisFacts" on type "Query".'],
    [
      'entities',
      '{ _entities(representations: []) { __typename } }',
      'Cannot query field "_entities" on type "Query".',
    ],
    ['a subscription', 'subscription { changes }', 'This graph has no subscription.'],
  ])('%s is refused naming the argument', (_name, text, message) => {
    const refused = refusalOf(() => read(text, null));
    expect(refused).toEqual({
      message: `\`operation\`: ${message}`,
      code: 'BAD_USER_INPUT',
      argument: 'operation',
    });
  });

  test('a long message is cut to one short line', () => {
    const refused = refusalOf(() => read(`{ ${'x'.repeat(5_000)} }`, null)) as { message: string };
    expect(refused.message).toMatch(/^`operation`: Cannot query field "x+…$/);
    expect(refused.message.length).toBeLessThan(200);
  });

  test('a message of 160 characters is told whole, and of a longer one as many', () => {
    const message = (length: number) => `Cannot query field "${'x'.repeat(length)}" on type "Query".`;
    const bare = message(0).length;
    const toldOf = (length: number) =>
      (refusalOf(() => read(`{ ${'x'.repeat(length)} }`, null)) as { message: string }).message;

    expect(toldOf(160 - bare)).toBe(`\`operation\`: ${message(160 - bare)}`);
    expect(toldOf(161 - bare)).toBe(`\`operation\`: ${message(161 - bare).slice(0, 160)}…`);
  });

  test('a circle of fragments is refused before it is measured', () => {
    const text = '{ states { ...F } } fragment F on State { code ...F }';
    expect(refusalOf(() => read(text, null))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('one too large is refused with the gateway’s limits', () => {
    const wide = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `a${at}: states { code }`).join(' ')} }`;
    expect(read(wide(500), null).selections).toBe(1_000);
    expect(refusalOf(() => read(wide(501), null))).toMatchObject({ code: 'OPERATION_TOO_LARGE' });
  });

  test('of several, one must be named', () => {
    const text = 'query A { states { code } } query B { states { name } }';
    expect(read(text, 'B').operation.name?.value).toBe('B');
    for (const name of [null, 'C'])
      expect(refusalOf(() => read(text, name))).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'operationName',
      });
  });

  test('a variable that is given must fit, as in the request itself', () => {
    const text =
      'query ($all: Boolean!, $first: Int) { states { code @skip(if: $all) } households(first: $first) { edges { cursor } } }';
    const standing = { viewer: VIEWER, basis: basisOf('register'), areGroundsKnown: true };
    for (const variables of [{ all: 1 }, { all: null }, { first: 'x' }])
      expect(refusalOf(() => explain(read(text, null), variables, standing))).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'variables',
      });
  });
});
