import { RegistryError } from '@seisi/schema/errors';
import { type ExecutionResult, execute, type GraphQLSchema, isObjectType } from 'graphql';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import { collectFields } from './collect.ts';

/** Answers `__schema` and `__type` from the API schema, which holds no hidden element; an operation asks either for the schema or for data. */
export function introspection(schema: GraphQLSchema): Phase {
  return {
    name: 'introspection',
    run: async (request) => {
      const names = rootFields(schema, request).filter((name) => name !== '__typename');
      const asked = names.filter((name) => name.startsWith('__'));
      if (asked.length === 0) return;
      if (asked.length < names.length)
        throw new RegistryError(
          'BAD_USER_INPUT',
          'The operation asks for the schema and for data at once. Ask for them one after the other.',
        );
      request.answer = await introspect(schema, request);
    },
  };
}

function rootFields(schema: GraphQLSchema, { operation, fragments, variables }: GraphRequest): string[] {
  const type = schema.getRootType(operation.operation);
  if (!isObjectType(type)) return [];
  const fields = collectFields({ schema, fragments, variables }, type, [operation.selectionSet]);
  return [...fields.values()].flatMap((nodes) => nodes.slice(0, 1).map((node) => node.name.value));
}

async function introspect(schema: GraphQLSchema, { document, operation, variables }: GraphRequest) {
  const operationName = operation.name?.value ?? null;
  const result: ExecutionResult = await execute({
    schema,
    document,
    operationName,
    variableValues: variables,
  });
  return { data: result.data ?? null, errors: result.errors ?? [] };
}
