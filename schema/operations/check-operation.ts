import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { decide, type Rules } from '../decision/decide.ts';
import { type ExplainedField, explained } from '../decision/explained.ts';
import { MOST_TOKENS, refuseTooLarge, SIZE_LIMITS } from '../decision/operation-size.ts';
import { unconditional } from './beyond.ts';
import type { RegisteredOperation } from './manifest.ts';
import { mostGiven } from './most-given.ts';
import { standingOf, type UsedAgreement } from './standing.ts';

/** The graph as it is, and its rules. */
export type CheckedGraph = { readonly schema: GraphQLSchema; readonly rules: Rules };

/** Why an operation does not fit. `WHEN_GIVEN` is none where the variable's field stays out. */
export type Misfit = {
  readonly kind: 'SYNTAX' | 'INVALID' | 'OTHER' | 'TOO_LARGE' | 'CLOSED' | 'WHEN_GIVEN';
  readonly sentence: string;
};

/**
 * Whether an operation fits the graph and an agreement, before anybody is asked about: it is one valid operation of the name and type that its manifest says,
 * small enough, and asks nothing that the agreement leaves closed, whatever its conditions are. What an agreement opens is the most; a subject may have less.
 */
export function checkOperation(
  graph: CheckedGraph,
  registered: RegisteredOperation,
  agreement: UsedAgreement,
): readonly Misfit[] {
  const document = parsed(registered.body);
  if (document instanceof GraphQLError) return [misfit('SYNTAX', document.message)];
  const errors = validate(graph.schema, document);
  if (errors.length > 0) return errors.map(({ message }) => misfit('INVALID', message));
  const operation = operationOf(document, registered);
  if (typeof operation === 'string') return [misfit('OTHER', operation)];
  const tooLarge = tooLargeOf(document, operation);
  if (tooLarge !== null) return [misfit('TOO_LARGE', tooLarge)];
  return closedTo(graph, { document: unconditional(document), operation }, agreement);
}

function parsed(body: string): DocumentNode | GraphQLError {
  try {
    return parse(body, { maxTokens: MOST_TOKENS });
  } catch (error) {
    return error as GraphQLError;
  }
}

function operationOf(
  { definitions }: DocumentNode,
  { name, type }: RegisteredOperation,
): OperationDefinitionNode | string {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation, ...others] = operations;
  if (operation === undefined || others.length > 0)
    return `Its body must hold one operation, not ${operations.length}.`;
  if (operation.name?.value !== name)
    return `Its body is the operation ${operation.name?.value ?? 'without a name'}, not ${name}.`;
  return operation.operation === type ? operation : `Its body is a ${operation.operation}, not a ${type}.`;
}

function tooLargeOf({ definitions }: DocumentNode, operation: OperationDefinitionNode): string | null {
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  try {
    refuseTooLarge(operation, new Map(fragments.map((one) => [one.name.value, one])), SIZE_LIMITS);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

type Read = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };

function closedTo(
  { schema, rules }: CheckedGraph,
  { document, operation }: Read,
  agreement: UsedAgreement,
): readonly Misfit[] {
  const withheld = (variables: Readonly<Record<string, unknown>>): readonly ExplainedField[] => {
    const asking = { document, operationName: operation.name?.value, variables };
    const standing = standingOf(agreement);
    const fields = explained(rules, asking, standing, decide(rules, asking, standing));
    return fields.filter(({ decision }) => decision === 'WITHHELD');
  };
  const always = withheld({});
  const places = new Set(always.map(placeOf));
  const whenGiven = withheld(mostGiven(schema, operation)).filter((field) => !places.has(placeOf(field)));
  return [
    ...always.map((field) => misfit('CLOSED', sentenceOf(field))),
    ...whenGiven.map((field) =>
      misfit('WHEN_GIVEN', `${placeOf(field)} is withheld where a variable gives an input that is closed.`),
    ),
  ];
}

function placeOf({ path, coordinate }: ExplainedField): string {
  return `${path.join('.')} (${coordinate})`;
}

const WHY: Readonly<Record<string, string>> = {
  PURPOSE: 'its purpose does not open',
  ASSURANCE: 'its client’s tokens are not sure enough for',
};

function sentenceOf(field: ExplainedField): string {
  const { dataClass, reason } = field;
  if (dataClass === null) return `${placeOf(field)} is open to no agreement like this one.`;
  return `${placeOf(field)} is of the class ${dataClass}, which ${WHY[reason ?? ''] ?? 'the agreement does not name'}.`;
}

function misfit(kind: Misfit['kind'], sentence: string): Misfit {
  return { kind, sentence };
}
