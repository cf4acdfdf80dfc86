import { type DirectiveNode, type DocumentNode, Kind, parse, print, validate, visit } from 'graphql';
import { decide } from '../decision/decide.ts';
import { MOST_TOKENS } from '../decision/operation-size.ts';
import { type CheckedGraph, checkOperation } from './check-operation.ts';
import type { RegisteredOperation } from './manifest.ts';
import { standingOf, type UsedAgreement } from './standing.ts';

/** What an agreement makes of an operation. */
export type Compiled =
  | { readonly kind: 'OPEN' | 'CUT'; readonly operation: RegisteredOperation; readonly closed: number }
  /** Nothing of it is open, or it cannot be cut: the sentence says why. */
  | { readonly kind: 'CLOSED' | 'REFUSED'; readonly sentence: string };

/**
 * Compiles an operation to what an agreement opens of it, to be registered for it: what is left asks nothing that is withheld, by the one decision. `idOf` gives
 * a text its id.
 */
export function compileOperation(
  graph: CheckedGraph,
  body: string,
  agreement: UsedAgreement,
  idOf: (text: string) => string,
): Compiled {
  const read = readOne(graph, body);
  if (typeof read === 'string') return { kind: 'REFUSED', sentence: read };
  const { document, operation, name } = read;
  const asking = { document: withoutConditions(document), operationName: name, variables: {} };
  const { filtered, denials } = decide(graph.rules, asking, standingOf(agreement));
  if (filtered === null)
    return { kind: 'CLOSED', sentence: `The agreement opens nothing of the operation ${name}.` };
  const text = print(filtered);
  const compiled = { id: idOf(text), name, type: operation.operation, body: text };
  const misfit = checkOperation(graph, compiled, agreement).find(({ kind }) => kind !== 'WHEN_GIVEN');
  if (misfit !== undefined) return { kind: 'REFUSED', sentence: `${misfit.kind}: ${misfit.sentence}` };
  return { kind: denials.length === 0 ? 'OPEN' : 'CUT', operation: compiled, closed: denials.length };
}

/** The one named operation of a text that is valid in the graph, or a sentence that says why it is none. */
function readOne({ schema }: CheckedGraph, body: string) {
  try {
    const document = parse(body, { maxTokens: MOST_TOKENS, noLocation: true });
    const [wrong] = validate(schema, document);
    if (wrong !== undefined) return wrong.message;
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const [operation, ...others] = operations;
    const name = operation?.name?.value;
    if (operation === undefined || name === undefined || others.length > 0)
      return 'A file must hold one operation with a name.';
    return { document, operation, name };
  } catch (error) {
    return (error as Error).message;
  }
}

/** With each condition true: whoever registers the whole may ask less of it, under whatever conditions. */
function withoutConditions(document: DocumentNode): DocumentNode {
  const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include';
  return visit(document, { Directive: (directive) => (isCondition(directive) ? null : undefined) });
}
