import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  type VariableDefinitionNode,
  validate,
} from 'graphql';
import { classTable } from '../access/class-table.ts';
import { readAccess } from '../access/read.ts';
import { RegistryError } from '../errors.ts';
import { apiSchemaOf } from './api-schema.ts';
import { type Asked, askedOf } from './asked.ts';
import { decide, type Rules, type Standing } from './decide.ts';
import { type ExplainedField, explained } from './explained.ts';
import { MOST_TOKENS, refuseTooLarge, SIZE_LIMITS } from './operation-size.ts';

/** A valid operation that is not too large, and how many selections it has. */
export type ReadOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly selections: number;
};

/** What a ground opens of an operation at the most. */
export type Explanation = {
  /** A mutation of which something is withheld is refused whole. */
  readonly isRefusedWhole: boolean;
  readonly fields: readonly ExplainedField[];
};

/** Explains operations on one graph: what the gateway would decide of them, without asking them. */
export type Explainer = {
  /** @throws BAD_USER_INPUT naming the argument, OPERATION_TOO_LARGE */
  read(text: string, operationName: string | null): ReadOperation;
  /**
   * A required variable that is not given counts as given, whatever it holds; one that is given must fit.
   * @throws BAD_USER_INPUT naming the argument, OPERATION_TOO_LARGE
   */
  explain(read: ReadOperation, variables: Readonly<Record<string, unknown>>, standing: Standing): Explanation;
};

/** Reads a registry's graph, once, so that operations on it can be explained. */
export function explainer(supergraphSdl: string): Explainer {
  const access = readAccess(supergraphSdl, { unmarked: 'closed' });
  const rules: Rules = { access, table: classTable(access) };
  const schema = apiSchemaOf(supergraphSdl);
  return {
    read: (text, operationName) => {
      const document = documentOf(schema, text);
      const { operation, fragments } = chosen(document, operationName);
      if (schema.getRootType(operation.operation) == null)
        throw unfit('operation', `This graph has no ${operation.operation}.`);
      const { selections } = refuseTooLarge(operation, fragments, SIZE_LIMITS);
      return { document, operation, selections };
    },
    explain: ({ document, operation }, given, standing) => {
      const variables = variablesOf(schema, operation, given);
      const asking = { document, operationName: operation.name?.value, variables };
      const decision = decide(rules, asking, standing);
      return {
        isRefusedWhole: operation.operation === 'mutation' && decision.denials.length > 0,
        fields: explained(rules, asking, standing, decision),
      };
    },
  };
}

function chosen(document: DocumentNode, operationName: string | null): Asked {
  try {
    return askedOf(document, operationName, {});
  } catch (error) {
    throw unfit('operationName', messageOf(error));
  }
}

function documentOf(schema: GraphQLSchema, text: string): DocumentNode {
  const document = parsed(text);
  const [error] = validate(schema, document, undefined, { maxErrors: 1 });
  if (error !== undefined) throw unfit('operation', error.message);
  return document;
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: MOST_TOKENS });
  } catch (error) {
    throw unfit('operation', messageOf(error));
  }
}

function variablesOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const left = variableDefinitions.filter((definition) => isLeftOut(definition, given));
  const rest = variableDefinitions.filter((definition) => !left.includes(definition));
  const { coerced, errors } = getVariableValues(schema, rest, given);
  if (errors?.[0] !== undefined) throw unfit('variables', errors[0].message);
  // Null is given, and holds nothing that could be judged.
  const unknown = left.map(({ variable }) => [variable.name.value, null] as const);
  return Object.fromEntries([...unknown, ...Object.entries(coerced ?? {})]);
}

function isLeftOut(
  { variable, type, defaultValue }: VariableDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): boolean {
  return (
    type.kind === Kind.NON_NULL_TYPE &&
    defaultValue === undefined &&
    !Object.hasOwn(given, variable.name.value)
  );
}

/** A message can quote what it is about at any length. */
const LONGEST_MESSAGE = 160;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The text cannot be read.';
}

function unfit(argument: string, message: string): RegistryError {
  const short = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  return new RegistryError('BAD_USER_INPUT', `\`${argument}\`: ${short}`, { argument });
}
