import type { QueryPlan } from '@apollo/query-planner';
import { type ClassedInputs, classedInputs } from '@seisi/schema/decision/classed-inputs';
import type { Decision } from '@seisi/schema/decision/decide';
import { Denials } from '@seisi/schema/decision/denial';
import { type GraphQLSchema, isObjectType } from 'graphql';
import QuickLRU from 'quick-lru';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import type { Vouching } from '../vouching.ts';
import { Ledger } from './ledger.ts';
import { type MarkRules, Marks } from './marks.ts';
import { compilePlan, type Fetches, type FetchParts } from './run.ts';
import { compileShape, type Shape } from './shape.ts';
import { ToldTexts } from './told-texts.ts';
import { emptyTree } from './tree.ts';

const NOTHING: ReadonlySet<string> = new Set();
const SHAPES_KEPT = 1000;

/** What answering needs of the graph. */
export type AnswerParts = FetchParts & {
  readonly apiSchema: GraphQLSchema;
  readonly vouching: Vouching;
  /** The root fields below which a subject can be met. */
  readonly aboutSubjects: ReadonlySet<string>;
  /** The classes of fields, where receipts are made. */
  readonly rules: MarkRules;
};

/** The shape of an operation's answers, and what they can tell of subjects. */
type Shaped = { readonly shape: Shape; readonly marks: Marks | null };

/**
 * Fetches, joins and shapes: the planned part from the rooms, everything in the client's own names. Both are compiled once: fetches for
 * as long as their plan is kept, shapes by the decision, which is kept by all that it depends on (access §9).
 */
export function answer(parts: AnswerParts): Phase {
  const fetches = new WeakMap<QueryPlan, Fetches>();
  const shapes = new QuickLRU<Decision, Shaped>({ maxSize: SHAPES_KEPT });
  const texts = new ToldTexts();

  const fetchesOf = (plan: QueryPlan): Fetches => {
    const known = fetches.get(plan);
    if (known !== undefined) return known;
    const made = compilePlan(plan, parts);
    fetches.set(plan, made);
    return made;
  };
  const shapeOf = (request: GraphRequest, decided: Decision): Shaped => {
    const known = shapes.get(decided);
    if (known !== undefined) return known;
    const made = shapeFor(parts, request, decided);
    shapes.set(decided, made);
    return made;
  };

  return {
    name: 'answer',
    run: async (request) => {
      const { decision, passport, plan, caller, variables } = request;
      if (decision === null) throw new Error('Nothing was decided of this request.');
      const tree =
        plan === null || passport === null
          ? emptyTree()
          : await fetchesOf(plan)({ variables, passport, signal: caller.signal });
      const { shape, marks } = shapeOf(request, decision);
      const ledger = marks === null ? null : new Ledger(marks, texts);
      request.told = ledger;
      request.answer = shape(tree, ledger);
    },
  };
}

function shapeFor(
  { apiSchema: schema, vouching, aboutSubjects, rules }: AnswerParts,
  request: GraphRequest,
  { denials, closed }: Decision,
): Shaped {
  const { operation, fragments, variables, areGroundsKnown } = request;
  const type = schema.getRootType(operation.operation);
  if (!isObjectType(type)) return { shape: () => ({ data: null, errors: [] }), marks: null };
  const marks = request.disclosure === null ? null : new Marks(rules, inputsOf(rules, request));
  const parts = {
    schema,
    fragments,
    variables: conditionsMet(variables),
    denials: new Denials(denials, closed),
    vouching,
    unknown: areGroundsKnown ? NOTHING : aboutSubjects,
    marks,
  };
  return { shape: compileShape(parts, type, operation.selectionSet), marks };
}

function inputsOf({ access }: MarkRules, { document, operation, variables }: GraphRequest): ClassedInputs {
  return classedInputs(access, document, operation.name?.value, variables);
}

/** All that `@skip` and `@include` look at. Of what else a client gave nothing may stay in what is kept. */
function conditionsMet(variables: GraphRequest['variables']): GraphRequest['variables'] {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value === true));
}
