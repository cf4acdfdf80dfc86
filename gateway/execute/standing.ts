import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { HIDDEN_ID } from '../names.ts';
import type { Vouching } from '../vouching.ts';
import { grantOf } from './subject-grant.ts';
import { ABSENT, isTree, own, type Tree } from './tree.ts';

/** Whether an object is within reach: vouched for, absent, or unknown because the room that vouches did not answer. */
export type Standing = 'PRESENT' | 'ABSENT' | 'UNKNOWN';

/** Tells how an object of the tree stands, by its own hidden id or by the objects through which it is vouched for. */
export type Stand = (value: Tree) => Standing;

/** Compiles how objects of one type stand. Where receipts are made, a subject whose grant is not known is unknown: none could be made of it. */
export function standingOf(type: GraphQLObjectType, vouching: Vouching, needsGrant: boolean): Stand {
  const through = vouching.get(type.name);
  if (through === undefined) return (value) => (ABSENT in value ? 'ABSENT' : 'PRESENT');
  if (through.length === 0)
    return (value) => {
      if (ABSENT in value) return 'ABSENT';
      const isKnown = typeof own(value, HIDDEN_ID) === 'string' && !(needsGrant && grantOf(value) === null);
      return isKnown ? 'PRESENT' : 'UNKNOWN';
    };
  const ways = through.map((field) => ({
    field,
    stand: standingThrough(getNamedType(type.getFields()[field]?.type), vouching, needsGrant),
  }));
  return (value) => {
    if (ABSENT in value) return 'ABSENT';
    const standings = ways.map(({ field, stand }) => stand(own(value, field)));
    if (standings.includes('PRESENT')) return 'PRESENT';
    return standings.includes('UNKNOWN') ? 'UNKNOWN' : 'ABSENT';
  };
}

function standingThrough(
  type: unknown,
  vouching: Vouching,
  needsGrant: boolean,
): (value: unknown) => Standing {
  const stand = isObjectType(type) ? standingOf(type, vouching, needsGrant) : null;
  return (value) => {
    if (value === null) return 'ABSENT';
    return isTree(value) && stand !== null ? stand(value) : 'UNKNOWN';
  };
}
