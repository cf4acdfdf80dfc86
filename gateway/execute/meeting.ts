import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { HIDDEN_ID } from '../names.ts';
import { connectionOf, isPageAlone, type Vouching } from '../vouching.ts';
import type { Ledger, Met } from './ledger.ts';
import { NO_MARKS } from './marks.ts';
import { grantOf } from './subject-grant.ts';
import { isPresent, own, type Tree } from './tree.ts';

/** Writes into the ledger who is met with an object that stands, and that what is told below it is told of them. */
export type Meet = (value: Tree, ledger: Ledger) => void;

/** Finds those whom an object is about. */
type Find = (value: unknown, ledger: Ledger, found: Met[]) => void;

/**
 * Compiles who is met with objects of one type: a subject, those through whom a file or an edge is vouched for, and everyone in a list of which only
 * the page is asked, for that it is not empty tells of them. Null for objects of other types: what they tell is told of whomever they hang below.
 */
export function meetingOf(
  type: GraphQLObjectType,
  vouching: Vouching,
  asked: () => readonly string[],
): Meet | null {
  const edges = connectionOf(type, vouching);
  if (edges !== null) {
    if (!isPageAlone(asked(), edges.field)) return null;
    const find = finder(edges.type, vouching);
    return (value, ledger) => {
      const list = own(value, edges.field);
      for (const edge of Array.isArray(list) ? list : []) find(edge, ledger, []);
    };
  }
  if (!vouching.has(type.name)) return null;
  const find = finder(type, vouching);
  return (value, ledger) => {
    const found: Met[] = [];
    find(value, ledger, found);
    ledger.about = found;
    ledger.conditions = NO_MARKS;
  };
}

function finder(type: unknown, vouching: Vouching): Find {
  const through = isObjectType(type) ? vouching.get(type.name) : undefined;
  if (!isObjectType(type) || through === undefined) return () => {};
  if (through.length === 0)
    return (value, ledger, found) => {
      if (!isPresent(value) || typeof own(value, HIDDEN_ID) !== 'string') return;
      const grant = grantOf(value);
      if (grant !== null) found.push(ledger.meet(type.name, grant));
    };
  const ways = through.map((field) => ({
    field,
    find: finder(getNamedType(type.getFields()[field]?.type), vouching),
  }));
  return (value, ledger, found) => {
    if (!isPresent(value)) return;
    for (const way of ways) way.find(own(value, way.field), ledger, found);
  };
}
