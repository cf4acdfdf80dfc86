import type { FetchNode } from '@apollo/query-planner';
import type { Room } from '@seisi/schema/room';
import { type DocumentNode, isObjectType, parse } from 'graphql';
import { withinDeadline } from '../within-deadline.ts';
import { placeErrors } from './place-errors.ts';
import { represent } from './represent.ts';
import { applyRewrites } from './rewrite.ts';
import type { Run } from './run.ts';
import { ABSENT, isTree, mergeInto, type Tree } from './tree.ts';

/** The parsed text of each fetch, kept as long as its plan. */
const documents = new WeakMap<FetchNode, DocumentNode>();

/** Runs one fetch of the plan for all objects that it is for. What fails is left unanswered in the tree. */
export async function runFetch(run: Run, node: FetchNode, targets: readonly Tree[]): Promise<void> {
  if (targets.length === 0) return;
  if (node.requires === undefined) {
    const data = await ask(run, node, variablesOf(run, node));
    applyRewrites(run.schema, node.outputRewrites, data);
    if (data !== null) for (const target of targets) mergeInto(run.schema, target, data);
    return;
  }
  await runEntityFetch(run, node, node.requires, targets);
}

async function runEntityFetch(
  run: Run,
  node: FetchNode,
  requires: NonNullable<FetchNode['requires']>,
  targets: readonly Tree[],
): Promise<void> {
  const asked: Tree[] = [];
  const representations: Tree[] = [];
  for (const target of targets) {
    const representation = represent(run.schema, target, requires);
    if (representation === null) continue;
    applyRewrites(run.schema, node.inputRewrites, representation);
    asked.push(target);
    representations.push(representation);
  }
  if (asked.length === 0) return;
  const data = await ask(run, node, { ...variablesOf(run, node), representations });
  const entities = data?.['_entities'];
  if (!Array.isArray(entities) || entities.length !== asked.length) return;
  for (const [index, target] of asked.entries()) settle(run, node, target, entities[index]);
}

/** Puts one entity's answer into its object. Null from the room that owns a subject says that nobody is within reach; null from any other says nothing. */
function settle(run: Run, node: FetchNode, target: Tree, entity: unknown): void {
  if (isTree(entity)) {
    applyRewrites(run.schema, node.outputRewrites, entity, target['__typename']);
    // A room that knows the entity as an interface object says the interface's name: the type that it is stands.
    if (isObjectType(run.schema.getType(String(target['__typename'])))) delete entity['__typename'];
    mergeInto(run.schema, target, entity);
  } else if (entity === null && run.owners.get(String(target['__typename'])) === node.serviceName) {
    Object.defineProperty(target, ABSENT, { value: true });
  }
}

async function ask(
  run: Run,
  node: FetchNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<Tree | null> {
  const room: Room | undefined = run.rooms.get(node.serviceName);
  if (room === undefined || run.signal.aborted) return null;
  const request = {
    document: documentOf(node),
    text: node.operation,
    variables,
    passport: run.passport,
    signal: run.signal,
  };
  const result = await withinDeadline(room.execute(request), run.signal).catch((error: unknown) => {
    run.onFailure(node.serviceName, error);
    return null;
  });
  return result === null ? null : placeErrors(result);
}

function variablesOf(run: Run, node: FetchNode): Record<string, unknown> {
  const used = (node.variableUsages ?? []).filter((name) => Object.hasOwn(run.variables, name));
  return Object.fromEntries(used.map((name) => [name, run.variables[name]]));
}

function documentOf(node: FetchNode): DocumentNode {
  const known = documents.get(node);
  if (known !== undefined) return known;
  const document = parse(node.operation, { noLocation: true });
  documents.set(node, document);
  return document;
}
