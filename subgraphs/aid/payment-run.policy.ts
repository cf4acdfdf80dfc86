import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';

/** Whether a posting is a payment officer's: it opens `payment`, and `bank` beside it. */
export function isPaymentOfficer(basis: Basis): boolean {
  return basis.kind === 'POSTING' && opens(ceiling(basis), 'payment') && opens(ceiling(basis), 'bank');
}

/** Figures about fewer are not given (access §2): they would tell of people without a receipt. None is a figure about nobody. */
const FEWEST = 10;

/** Whether a figure about so many payments may be given. */
export function isFigure(payments: number): boolean {
  return payments === 0 || payments >= FEWEST;
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty, naming the class that is missing */
export function refuseReads(coordinate: string, basis: Basis): void {
  if (isPaymentOfficer(basis)) return;
  const missing = opens(ceiling(basis), 'payment') ? 'bank' : 'payment';
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseActs(act: string, basis: Basis): void {
  if (!isPaymentOfficer(basis)) throw withheld(`Mutation.${act}`, null, 'CLASS_NOT_IN_BASIS');
}
