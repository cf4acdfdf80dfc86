import { type Transaction, takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import type { Acting } from './renewal.step.ts';
import type { PassRenewalFileRow } from './renewal.table.ts';

/**
 * Takes an act on a renewal, once for its idempotency key, and gives its file as it stands then.
 * @throws as `takeAct`, and whatever the act throws
 */
export async function handleRenewal(
  context: RoomContext,
  {
    renewalId,
    take,
    ...asked
  }: {
    readonly name: string;
    readonly idempotencyKey: string;
    /** What was asked, as checked: the same act is the same text. */
    readonly input: object;
    readonly renewalId: string;
    readonly take: (transaction: Transaction, acting: Acting) => Promise<unknown>;
  },
): Promise<{ readonly file: PassRenewalFileRow | null }> {
  const by = context.passport.viewer?.id ?? '';
  await takeAct(context, acts, {
    ...asked,
    input: { renewalId, ...asked.input },
    take: async (transaction, at) => {
      await take(transaction, { renewalId, by, at });
      return renewalId;
    },
  });
  return { file: await renewalFile(context, renewalId) };
}

/** The file of a renewal as it stands now. */
export async function renewalFile({ loaders }: RoomContext, id: string): Promise<PassRenewalFileRow | null> {
  loaders.renewalFileById.forget(id);
  return loaders.renewalFileById.load(id);
}
