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

/** Answers `__schema` and `__type` from the API schema, which holds no hidden element; an operation asks either for the schema or for data. */
export function introspection(schema: GraphQLSchema): Phase {
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
      return introspect(schema, request);
    },
  };
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
