import { buildSchema } from 'graphql';
import { classTable } from '../access/class-table.ts';
import { readAccess } from '../access/read.ts';
import { apiSdl, supergraph } from '../sdl.ts';
import type { CheckedGraph } from './check-operation.ts';

/** The composed graph as it is committed here: operations are checked against it without asking anybody. */
export function graphHere(): CheckedGraph {
  const access = readAccess(supergraph(), { unmarked: 'closed' });
  return {
    schema: buildSchema(apiSdl()),
    rules: { access, table: classTable(access, { foreign: false }) },
  };
}
