import { ERROR_CODES, RegistryError } from '@seisi/schema/errors';
import type { Phase } from '../phase.ts';
import type { Receipts } from '../receipts.ts';
import { type DisclosingGraph, disclosing } from './disclosure.ts';
import { draftOf } from './draft.ts';

const NOTHING_DONE = `${ERROR_CODES.AUDIT_UNAVAILABLE} Nothing was done.`;

/**
 * Says what of the request needs a receipt. Of a mutation it keeps that it is about to run, before the first write (access §8).
 * @throws AUDIT_UNAVAILABLE where that cannot be kept: then nothing is done
 */
export function intent(graph: DisclosingGraph, receipts: Receipts, now: () => number): Phase {
  const disclosureOf = disclosing(graph);
  return {
    name: 'intent',
    run: (request) => {
      const disclosure = disclosureOf(request);
      request.disclosure = disclosure;
      if (disclosure === null || request.operation.operation !== 'mutation') return;
      const draft = draftOf(request, disclosure, { kind: 'INTENT', at: now() });
      const nothingDone = () => {
        throw new RegistryError('AUDIT_UNAVAILABLE', NOTHING_DONE, { http: { status: 503 } });
      };
      return receipts.keep(draft).then(({ id }) => {
        request.intent = id;
      }, nothingDone);
    },
  };
}
