import { type Transaction, takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import type { ApplicationRow } from './application.table.ts';
import type { RoomContext } from './context.ts';
import type { Acting } from './locked-application.step.ts';

/** One act of a viewer on an application that the viewer may act on. */
export type HandlingAct = {
  /** The mutation field. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input: object;
  readonly applicationId: string;
  /** Does it, on the civil date of the request. */
  readonly take: (transaction: Transaction, acting: Acting & { readonly today: string }) => Promise<unknown>;
};

/**
 * Takes an act on an application, once for its idempotency key, and gives its file as it stands then.
 * @throws as `takeAct`, and whatever the act throws
 */
export async function handleApplication(
  context: RoomContext,
  { name, idempotencyKey, input, applicationId, take }: HandlingAct,
): Promise<{ readonly application: ApplicationRow | null }> {
  const { passport, today, loaders } = context;
  const by = passport.viewer?.id ?? '';
  await takeAct(context, acts, {
    ...{ name, idempotencyKey, input: { applicationId, ...input } },
    take: async (transaction, at) => {
      await take(transaction, { applicationId, by, at, today });
      return applicationId;
    },
  });
  loaders.fileById.forget(applicationId);
  return { application: await loaders.fileById.load(applicationId) };
}
