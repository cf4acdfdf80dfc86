import { refuseTooLarge, type SizeLimits } from '@seisi/schema/decision/operation-size';
import type { OperationDefinitionNode } from 'graphql';
import type { Phase } from '../phase.ts';

/**
 * Is the operation small enough to be decided and planned?
 * @throws OPERATION_TOO_LARGE
 */
export function operationSize(limits: SizeLimits): Phase {
  const passed = new WeakSet<OperationDefinitionNode>();
  return {
    name: 'operation-size',
    run: ({ operation, fragments }) => {
      if (passed.has(operation)) return;
      refuseTooLarge(operation, fragments, limits);
      passed.add(operation);
    },
  };
}
