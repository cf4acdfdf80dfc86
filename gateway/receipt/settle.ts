import { ERROR_CODES } from '@seisi/schema/errors';
import type { KeptReceipt } from '@seisi/schema/receipt/receipt';
import { GraphQLError } from 'graphql';
import type { Receipts } from '../receipts.ts';
import type { Answer, Disclosure, GraphRequest } from '../request.ts';
import { draftOf } from './draft.ts';

/** An answer that may leave, with the receipt that was kept of it; null where it needs none, or none could be kept. */
export type Settled = { readonly answer: Answer; readonly receipt: KeptReceipt | null };

/** What is said of a step that was taken, of which nothing may be told because its receipt could not be kept. */
const TAKEN = `${ERROR_CODES.AUDIT_UNAVAILABLE} The step was taken; the same idempotency key tells its result.`;

/**
 * Keeps the receipt of an answer before it leaves, whoever was found or not. Where none can be kept, nothing that could tell of a subject
 * leaves: AUDIT_UNAVAILABLE in its place, and reference data goes on.
 */
export async function settle(
  request: GraphRequest & { readonly answer: Answer; readonly disclosure: Disclosure },
  receipts: Receipts,
  now: () => number,
): Promise<Settled> {
  const { answer, disclosure, operation } = request;
  const isMutation = operation.operation === 'mutation';
  const draft = draftOf(request, disclosure, { kind: isMutation ? 'OUTCOME' : 'ANSWER', at: now() });
  const receipt = await receipts.keep(draft).catch(() => null);
  if (receipt !== null) return { answer, receipt };
  return {
    answer: withoutSubjects(answer, disclosure, isMutation ? TAKEN : ERROR_CODES.AUDIT_UNAVAILABLE),
    receipt,
  };
}

/** Null and an error for everything that could tell of a subject; where that is all, there are no data, and the door says 503. */
function withoutSubjects({ data, errors }: Answer, { keys, isNeeded }: Disclosure, message: string): Answer {
  const others = isNeeded ? [] : Object.keys(data ?? {}).filter((key) => !keys.has(key));
  const status = others.length === 0 ? { http: { status: 503 } } : {};
  const refused = [...keys].map(
    (key) => new GraphQLError(message, { path: [key], extensions: { code: 'AUDIT_UNAVAILABLE', ...status } }),
  );
  const kept = errors.filter(({ path }) => !keys.has(String(path?.[0])));
  return {
    data: others.length === 0 ? null : withNulls(data ?? {}, keys),
    errors: [...kept, ...refused],
  };
}

function withNulls(data: Record<string, unknown>, keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, keys.has(key) ? null : value]));
}
