import { describe, expect, test } from 'vitest';
import { supergraphOf } from '../access/testing.ts';
import { classSet, type DataClass } from '../classes.ts';
import type { Basis } from '../viewer.ts';
import { explainer } from './explain.ts';

const { read, explain } = explainer(
  supergraphOf(`
  type Query {
    face: Face @authenticated
    vault: Vault @authenticated
    list(all: Boolean): [Int] @authenticated
    loan: Loan @authenticated
    bare: Int
  }
  type Loan @policy(policies: [["aid"]]) { title: String, note: Note }
  type Note @policy(policies: [["aid.note"]]) { text: String }
  type Mutation { give: Int @authenticated }
  interface Face { kin: Thing }
  type A implements Face { kin: Thing @authenticated }
  type B implements Face { kin: Thing @authenticated }
  type Unseen implements Face @inaccessible { kin: Thing @authenticated }
  type Thing { open: Int @authenticated, other: Int @authenticated, secret: Int @policy(policies: [["bank"]]) }
  type Vault @policy(policies: [["bank"]]) { gold: Int }`),
);

function told(
  text: string,
  classes: readonly DataClass[] = [],
  variables: Readonly<Record<string, unknown>> = {},
) {
  const basis: Basis = { kind: 'SELF', personKey: 'k', classes: classSet(classes) };
  const standing = { viewer: { scopes: [] }, basis, areGroundsKnown: true };
  return explain(read(text, null), variables, standing);
}
const linesOf = (...asked: Parameters<typeof told>) =>
  told(...asked).fields.map(({ decision, path, coordinate, dataClass }) =>
    [decision, path.join('.'), coordinate, dataClass ?? ''].join(' ').trim(),
  );

describe('an explanation', () => {
  test('tells what is asked of one type and what is asked of another at the same place', () => {
    expect(linesOf('{ face { ... on A { kin { open } } ... on B { kin { other } } } }')).toEqual([
      'OPEN face Query.face',
      'OPEN face.kin A.kin',
      'OPEN face.kin.open Thing.open',
      'OPEN face.kin B.kin',
      'OPEN face.kin.other Thing.other',
    ]);
  });

  test('tells the same place once, whatever stands above it, and of a hidden type nothing', () => {
    expect(linesOf('{ face { kin { open secret } } }')).toEqual([
      'OPEN face Query.face',
      'OPEN face.kin A.kin',
      'OPEN face.kin.open Thing.open',
      'WITHHELD face.kin.secret Thing.secret bank',
      'OPEN face.kin B.kin',
    ]);
  });

  test('names the class for want of which a field is closed: that of the type which it returns', () => {
    expect(linesOf('{ vault { gold } }')).toEqual(['WITHHELD vault Query.vault bank']);
    expect(linesOf('{ vault { gold } }', ['bank'])[0]).toMatch(/^OPEN vault Query.vault/);
    expect(linesOf('{ loan { title note { text } } }', ['aid'])).toEqual([
      'OPEN loan Query.loan aid',
      'OPEN loan.title Loan.title aid',
      'WITHHELD loan.note Loan.note aid.note',
    ]);
  });

  test('says that a field without a mark is closed', () => {
    expect(linesOf('{ list bare }')).toEqual(['OPEN list Query.list', 'WITHHELD bare Query.bare']);
  });

  test('of a query is never one that is refused whole', () => {
    expect(told('{ vault { gold } }').isRefusedWhole).toBe(false);
    expect(told('mutation { give }').isRefusedWhole).toBe(false);
  });

  test('takes a required variable with a default at its default', () => {
    const text = 'query ($all: Boolean! = true) { list face @skip(if: $all) { kin { open } } }';

    expect(linesOf(text)).toEqual(['OPEN list Query.list']);
    expect(linesOf(text, [], { all: false })).toHaveLength(5);
  });
});

test('a message is cut where it is longer than 160 letters', () => {
  const [begin, end] = ['Cannot query field "', '" on type "Query".'];
  const complain = (length: number) => () =>
    read(`{ ${'x'.repeat(length - begin.length - end.length)} }`, null);

  expect(complain(160)).toThrow(/ on type "Query"\.$/);
  expect(complain(161)).toThrow(/ on type "Query"…$/);
});

test('a text of more tokens than are read is refused for its length', () => {
  const long = `{ ${Array.from({ length: 5_001 }, (_, at) => `a${at}: list`).join(' ')} }`;

  expect(() => read(long, null)).toThrow('10000 tokens');
});
