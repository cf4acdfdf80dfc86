import { refuseTooLarge, type SizeLimits } from '@seisi/schema/decision/operation-size';
import type { Phase } from '../phase.ts';

/**
 * Is the operation small enough to be decided and planned?
 * @throws OPERATION_TOO_LARGE
 */
export function operationSize(limits: SizeLimits): Phase {
  return {
    name: 'operation-size',
    run: ({ operation, fragments }) => void refuseTooLarge(operation, fragments, limits),
  };
}
