import type { FetchNode } from '@apollo/query-planner';
import type { RoomRequest } from '@seisi/schema/room';
import { parse, print } from 'graphql';
import { clientVariable } from '../names.ts';
import { withinDeadline } from '../within-deadline.ts';
import { entitiesToAsk } from './entities.ts';
import { askingGrants } from './hidden-grant.ts';
import { placeErrors } from './place-errors.ts';
import { representer } from './represent.ts';
import { rewriter } from './rewrite.ts';
import type { FetchParts, Run, Step } from './run.ts';
import { ABSENT, copyOf, isTree, mergeInto, type Tree } from './tree.ts';

type Variables = RoomRequest['variables'];
/** Asks the room; null where it did not answer. */
type Ask = (run: Run, variables: Variables) => Promise<Tree | null>;
/** Puts what was said of one entity into its object. */
type Settle = (target: Tree, entity: unknown) => void;

/** Compiles one fetch. Its document is the same object for as long as its plan is kept, so a room may keep by it what it compiles. */
export function fetchStep(node: FetchNode, parts: FetchParts): Step {
  const ask = asking(node, parts);
  return node.requires === undefined
    ? rootStep(node, parts, ask)
    : entityStep(node, node.requires, parts, ask);
}

function rootStep(node: FetchNode, { schema }: FetchParts, ask: Ask): Step {
  const variablesOf = variableReader(node);
  const rewrite = rewriter(schema, node.outputRewrites);
  const run = async (of: Run, targets: readonly Tree[]) => {
    const data = await ask(of, variablesOf(of));
    if (data === null) return;
    rewrite?.(data);
    for (const target of targets) mergeInto(schema, target, data);
  };
  return (of, targets) => (targets.length === 0 ? undefined : run(of, targets));
}

function entityStep(
  node: FetchNode,
  requires: NonNullable<FetchNode['requires']>,
  parts: FetchParts,
  ask: Ask,
): Step {
  const { schema } = parts;
  const variablesOf = variableReader(node);
  const toAsk = entitiesToAsk(representer(schema, requires), rewriter(schema, node.inputRewrites));
  const settle = settling(node, parts);
  const run = async (of: Run, { representations, askers }: ReturnType<typeof toAsk>) => {
    const data = await ask(of, { ...variablesOf(of), representations });
    const entities = data?.['_entities'];
    if (!Array.isArray(entities) || entities.length !== askers.length) return;
    for (const [index, targets] of askers.entries()) settleAll(settle, targets, entities[index]);
  };
  return (of, targets) => {
    const asked = toAsk(targets);
    return asked.representations.length === 0 ? undefined : run(of, asked);
  };
}

/** Each object gets an answer of its own: what later fetches put into one must not stand in another. */
function settleAll(settle: Settle, targets: readonly Tree[], entity: unknown): void {
  const [first, ...others] = targets;
  const copies = others.map(() => copyOf(entity));
  if (first !== undefined) settle(first, entity);
  for (const [index, target] of others.entries()) settle(target, copies[index]);
}

/** Null from the room that owns a subject says that nobody is within reach; null from any other says nothing. */
function settling({ serviceName, outputRewrites }: FetchNode, { schema, owners }: FetchParts): Settle {
  const rewrite = rewriter(schema, outputRewrites);
  return (target, entity) => {
    const type = String(target['__typename']);
    if (isTree(entity)) {
      rewrite?.(entity, target['__typename']);
      mergeInto(schema, target, entity);
    } else if (entity === null && owners.get(type) === serviceName) {
      Object.defineProperty(target, ABSENT, { value: true });
    }
  };
}

function asking(node: FetchNode, parts: FetchParts): Ask {
  const { serviceName } = node;
  const { rooms, onFailure } = parts;
  const room = rooms.get(serviceName);
  const { document, text } = questionOf(node, parts);
  return async ({ passport, signal }, variables) => {
    if (room === undefined || signal.aborted) return null;
    try {
      const request = { document, text, variables, passport, signal };
      const result = await withinDeadline(room.execute(request), signal);
      return result === null ? null : placeErrors(result);
    } catch (error) {
      onFailure({ room: serviceName, request: passport.request, error });
      return null;
    }
  };
}

function questionOf(
  { serviceName, operation }: FetchNode,
  parts: FetchParts,
): Pick<RoomRequest, 'document' | 'text'> {
  const planned = parse(operation, { noLocation: true });
  const document = parts.asksGrants === true ? askingGrants(planned, serviceName, parts) : planned;
  return { document, text: document === planned ? operation : print(document) };
}

/** Reads the variables that a fetch uses, under the names that they have in it. */
function variableReader({ variableUsages }: FetchNode): (run: Run) => Record<string, unknown> {
  const names = (variableUsages ?? []).map((planned) => ({ planned, own: clientVariable(planned) }));
  return ({ variables }) => {
    const used: Record<string, unknown> = {};
    for (const { planned, own } of names) if (Object.hasOwn(variables, own)) used[planned] = variables[own];
    return used;
  };
}
