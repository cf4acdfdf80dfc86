import { Denials } from '@seisi/schema/decision/denial';
import type { Room } from '@seisi/schema/room';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { plannedVariable } from '../names.ts';
import type { Phase } from '../phase.ts';
import type { Answer, GraphRequest } from '../request.ts';
import type { Vouching } from '../vouching.ts';
import { ErrorList } from './error-list.ts';
import { runPlan } from './run.ts';
import { shapeAnswer } from './shape.ts';
import { emptyTree } from './tree.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** What answering needs of the graph. */
export type AnswerParts = {
  readonly apiSchema: GraphQLSchema;
  readonly schema: GraphQLSchema;
  readonly vouching: Vouching;
  /** The root fields below which a subject can be met. */
  readonly aboutSubjects: ReadonlySet<string>;
  readonly owners: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly onFailure: (room: string, error: unknown) => void;
};

/** Fetches, joins and shapes: the planned part from the rooms, everything in the client's own names. */
export function answer(parts: AnswerParts): Phase {
  return {
    name: 'answer',
    run: async (request) => {
      request.answer = await answerOf(parts, request);
    },
  };
}

async function answerOf(parts: AnswerParts, request: GraphRequest): Promise<Answer> {
  const type = parts.apiSchema.getRootType(request.operation.operation);
  if (!isObjectType(type)) return { data: null, errors: [] };
  const { passport, plan, caller } = request;
  const tree =
    plan === null || passport === null
      ? emptyTree()
      : await runPlan(plan, {
          ...parts,
          passport,
          signal: caller.signal,
          variables: planned(request.variables),
        });
  const errors = new ErrorList();
  const shaping = {
    schema: parts.apiSchema,
    fragments: request.fragments,
    variables: request.variables,
    denials: new Denials(request.denials, request.closed),
    errors,
    vouching: parts.vouching,
    unknown: request.areGroundsKnown ? NOTHING : parts.aboutSubjects,
  };
  return { data: shapeAnswer(shaping, type, request.operation.selectionSet, tree), errors: errors.list() };
}

function planned(variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [plannedVariable(name), value]));
}
