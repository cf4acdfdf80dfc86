import { RegistryError } from '@seisi/schema/errors';
import { type Footprint, footprintOf, isNarrower } from '@seisi/schema/operations/footprint';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import type { Registry } from './registry.ts';

/** Whether an operation that an agreement's client did not register is answered all the same. */
export type RegisteredMode = 'LOG' | 'ENFORCE';

/** So many different ones are told of each agreement: nobody fills the operator's log. */
const MOST_TOLD = 20;

/**
 * Has the client of this agreement registered what it asks, or more? Whoever rests on no agreement registers nothing.
 * @throws OPERATION_NOT_REGISTERED where that is enforced
 */
export function registeredOperations(
  schema: GraphQLSchema,
  registry: Registry,
  { mode, tell }: { readonly mode: RegisteredMode; readonly tell: (line: string) => void },
): Phase {
  const kept = new WeakMap<OperationDefinitionNode, Footprint>();
  const told = new Map<string, number>();
  const footprint = ({ document, operation }: GraphRequest): Footprint => {
    const known = kept.get(operation) ?? footprintOf(schema, document, operation);
    kept.set(operation, known);
    return known;
  };
  return {
    name: 'registered',
    run: (request) => {
      const { basis } = request;
      if (basis.kind !== 'AGREEMENT') return;
      const asked = footprint(request);
      const { footprints = [] } = registry.get(basis.id) ?? {};
      if (footprints.some((one) => isNarrower(asked, one))) return;
      if (mode === 'ENFORCE') throw notRegistered(basis.id);
      const count = told.get(basis.id) ?? 0;
      told.set(basis.id, count + 1);
      if (count < MOST_TOLD) tell(`An operation under ${basis.id} is not registered, and was answered.`);
    },
  };
}

function notRegistered(agreement: string): RegistryError {
  return new RegistryError(
    'OPERATION_NOT_REGISTERED',
    `This operation, or one that asks more, is not registered for ${agreement}. Register it, or ask less.`,
  );
}
