import { RegistryError } from '@seisi/schema/errors';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isObjectType,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { collectFields } from '../collect.ts';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import type { Views } from '../views.ts';

/** Which schema is told to whom: the part that a ground opens at the most, or none to anybody. */
export type SchemaTelling = 'BY_RIGHTS' | 'OFF';

/** The schema that operations are valid against, and the views of it. */
export type ViewedGraph = { readonly schema: GraphQLSchema; readonly views: Views };

/**
 * Answers `__schema` and `__type` from the view of whoever asks (`schema/view/view.ts`); an operation asks either for the schema or for data.
 * @throws INTROSPECTION_OFF; SOURCE_UNAVAILABLE where nobody knows what is open, for a schema without a field would say that it is closed
 */
export function introspection({ schema, views }: ViewedGraph, telling: SchemaTelling): Phase {
  const forData = new WeakSet<OperationDefinitionNode>();
  return {
    name: 'introspection',
    run: (request) => {
      if (forData.has(request.operation)) return;
      if (!mentionsSchema(request.document)) {
        forData.add(request.operation);
        return;
      }
      const names = rootFields(schema, request).filter((name) => name !== '__typename');
      const asked = names.filter((name) => name.startsWith('__'));
      if (asked.length === 0) return;
      if (asked.length < names.length)
        throw new RegistryError(
          'BAD_USER_INPUT',
          'The operation asks for the schema and for data at once. Ask for them one after the other.',
        );
      if (telling === 'OFF')
        throw new RegistryError('INTROSPECTION_OFF', 'The schema is not told by introspection here.');
      return introspect(viewIn(views, request), request);
    },
  };
}

function viewIn(views: Views, { caller: { viewer }, basis, areGroundsKnown }: GraphRequest): GraphQLSchema {
  if (!areGroundsKnown)
    throw new RegistryError(
      'SOURCE_UNAVAILABLE',
      'The register of grounds could not answer: which schema is yours is unknown. Ask again later.',
    );
  const view = views({ viewer, basis });
  if (view !== null) return view;
  throw new RegistryError('UNAUTHORIZED_FIELD_OR_TYPE', 'Nothing of this graph is open to you.', {
    coordinate: 'Query',
    reason: 'CLASS_NOT_IN_BASIS',
  });
}

function rootFields(schema: GraphQLSchema, { operation, fragments, variables }: GraphRequest): string[] {
  const type = schema.getRootType(operation.operation);
  if (!isObjectType(type)) return [];
  const fields = collectFields({ schema, fragments, variables }, type, [operation.selectionSet]);
  return [...fields.values()].flatMap((nodes) => nodes.slice(0, 1).map((node) => node.name.value));
}

/** Whether a document asks for the schema anywhere, under whatever conditions. */
function mentionsSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return found;
}

async function introspect(schema: GraphQLSchema, request: GraphRequest): Promise<void> {
  const { document, operation, variables } = request;
  const operationName = operation.name?.value ?? null;
  const result: ExecutionResult = await execute({
    schema,
    document,
    operationName,
    variableValues: variables,
  });
  request.answer = { data: result.data ?? null, errors: result.errors ?? [] };
}
