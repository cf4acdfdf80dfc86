import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { HIDDEN_ID } from '../names.ts';
import type { Vouching } from '../vouching.ts';
import { ABSENT, isTree, own, type Tree } from './tree.ts';

/** Whether an object is within reach: vouched for, absent, or unknown because the room that vouches did not answer. */
export type Standing = 'PRESENT' | 'ABSENT' | 'UNKNOWN';

/** How an object of the tree stands, by its own hidden id or by the objects through which it is vouched for. */
export function standingOf(value: Tree, type: GraphQLObjectType, vouching: Vouching): Standing {
  if (ABSENT in value) return 'ABSENT';
  const through = vouching.get(type.name);
  if (through === undefined) return 'PRESENT';
  if (through.length === 0) return typeof own(value, HIDDEN_ID) === 'string' ? 'PRESENT' : 'UNKNOWN';
  const standings = through.map((field) =>
    standingThrough(own(value, field), getNamedType(type.getFields()[field]?.type), vouching),
  );
  if (standings.includes('PRESENT')) return 'PRESENT';
  return standings.includes('UNKNOWN') ? 'UNKNOWN' : 'ABSENT';
}

function standingThrough(value: unknown, type: unknown, vouching: Vouching): Standing {
  if (value === null) return 'ABSENT';
  return isTree(value) && isObjectType(type) ? standingOf(value, type, vouching) : 'UNKNOWN';
}
