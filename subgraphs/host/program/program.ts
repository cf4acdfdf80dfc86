import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
  print,
  type VariableDefinitionNode,
} from 'graphql';
import { NotCompiled } from './completion.ts';
import { type Ran, Run } from './run.ts';
import { fragmentsOf, type Selection, selectionOf } from './selection.ts';

/** What a document compiles to: its selections, planned once; null is left to graphql-js. */
export type Program = {
  readonly selection: Selection;
  readonly variables: readonly VariableDefinitionNode[];
  /** Whether representations are its only variable. */
  readonly takesEntitiesAlone: boolean;
} | null;

/** What a fetch asks of a compiled document, before anything is resolved. */
export type Foresight = (
  program: Program & {},
  variables: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** Answers documents of one room's schema; `foresee` is told of each that is compiled before it runs. */
export type Programs = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  context: unknown,
  foresee: Foresight | null,
) => Promise<Ran>;

/**
 * Compiles and runs the queries of a room in place of graphql-js, which collects fields, builds paths and waits once for every object anew. Each document
 * is compiled once and kept as long as the gateway keeps it. Resolvers are those of the schema, guards and all; mutations, conditions and
 * introspection are left to graphql-js.
 */
export function programsOf(schema: GraphQLSchema): Programs {
  const kept = new WeakMap<DocumentNode, { readonly program: Program }>();
  const programOf = (document: DocumentNode): Program => {
    const known = kept.get(document);
    if (known !== undefined) return known.program;
    const program = compiled(schema, document);
    kept.set(document, { program });
    return program;
  };
  return async (document, variables, context, foresee) => {
    const program = programOf(document);
    if (program === null) return byGraphqlJs(schema, document, variables, context);
    const { coerced, errors } = isCoerced(program, variables)
      ? { coerced: variables, errors: undefined }
      : getVariableValues(schema, program.variables, variables);
    if (errors !== undefined) return { data: null, errors };
    await foresee?.(program, coerced);
    return new Run(context, coerced).whole(program.selection);
  };
}

/** A list of representations is coerced by looking at it: `_Any` takes whatever is there. */
function isCoerced(
  { takesEntitiesAlone }: Program & {},
  { representations }: Readonly<Record<string, unknown>>,
): boolean {
  return (
    takesEntitiesAlone && Array.isArray(representations) && representations.every((each) => each != null)
  );
}

function compiled(schema: GraphQLSchema, document: DocumentNode): Program {
  const operation = getOperationAST(document);
  const root = schema.getQueryType();
  if (operation?.operation !== OperationTypeNode.QUERY || root == null) return null;
  try {
    const fragments = fragmentsOf(document);
    const selection = selectionOf({ schema, operation, fragments }, root, [operation.selectionSet]);
    const variables = operation.variableDefinitions ?? [];
    const takesEntitiesAlone =
      variables.length === 1 &&
      variables[0] !== undefined &&
      print(variables[0]) === '$representations: [_Any!]!';
    return { selection, variables, takesEntitiesAlone };
  } catch (error) {
    if (error instanceof NotCompiled) return null;
    throw error;
  }
}

async function byGraphqlJs(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
  contextValue: unknown,
): Promise<Ran> {
  const { data, errors } = await execute({ schema, document, variableValues, contextValue });
  return { data: data ?? null, errors: errors ?? [] };
}
