import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { type Access, readAccess, type Unmarked } from '../access/read.ts';
import type { Rights } from '../access/requirement.ts';
import { askedOf } from './asked.ts';
import type { ClosedPlace } from './denial.ts';
import { type Denied, deniedOf } from './denied.ts';
import { Judge } from './judge.ts';
import { OpenSelections, somethingOf } from './open-selection.ts';
import { withoutUnused } from './without-unused.ts';

/** One operation as a viewer asks it. `document` has passed validation; `variables` are raw or coerced. */
export type AskedOperation = {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly rights: Rights;
};

/**
 * What may be fetched of it, in the client's own names, and every field that is left null for want of rights, in the order of the document.
 * `document` holds the chosen operation alone; null where nothing of it is open.
 */
export type AuthorizedOperation = {
  readonly document: DocumentNode | null;
  readonly denied: readonly Denied[];
  /** The same by the types of the objects above: what one response is shaped by. */
  readonly closed: ClosedPlace;
};

/** Reads the access rules of any supergraph, once. Throws with a sentence where it cannot enforce them exactly. */
export function buildAccess(supergraphSdl: string, options: { readonly unmarked: Unmarked }): Access {
  return readAccess(supergraphSdl, options);
}

/**
 * Takes out of one operation what these rights do not open (access §5): a field is fetched if the rules of its object's type, of itself, of
 * what it returns and of the arguments it is given all hold, judged for each possible object type by itself. The outcome depends on the
 * document, the operation's name, the rights, the variables of `@skip` and `@include`, and on which classed arguments are given: callers
 * who keep it must keep it by all of these (`decision-key.ts`). Throws `OPERATION_RESOLUTION_FAILURE`, `OPERATION_TOO_LARGE`.
 */
export function authorizeOperation(access: Access, asked: AskedOperation): AuthorizedOperation {
  const question = askedOf(asked.document, asked.operationName, asked.variables ?? {});
  const { operation } = question;
  const judge = new Judge(access, asked.rights, question);
  const root = rootOf(access, operation);
  const { denied, closed, idle } = deniedOf(question, judge, root);
  const open = new OpenSelections(question, judge, idle);
  const { selections } = somethingOf(open.rewrite(operation.selectionSet, root, [root]));
  if (selections.length === 0) return { document: null, denied, closed };
  const selectionSet = { ...operation.selectionSet, selections };
  return { document: withoutUnused({ ...operation, selectionSet }, open.fragments), denied, closed };
}

/** The type of the root object; where the graph has no such operation, a name that no type has. */
export function rootOf({ schema }: Access, { operation }: OperationDefinitionNode): string {
  return schema.getRootType(operation)?.name ?? operation;
}
