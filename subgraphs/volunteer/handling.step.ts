import { type Transaction, takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import type { VolunteerApplicationFileRow } from './application.table.ts';
import type { RoomContext } from './context.ts';
import type { Acting } from './volunteering.step.ts';

/** One act of a viewer on a file, as it was asked. */
type Asked = {
  /** The mutation field. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input?: object;
  readonly file: VolunteerApplicationFileRow;
  readonly take: (transaction: Transaction, acting: Acting) => Promise<unknown>;
};

/**
 * Takes an act on a file, once for its idempotency key, and gives the file; what stands in it is read when it is asked for, after the act.
 * @throws as `takeAct`, and whatever the act throws
 */
export async function handleFile(
  context: RoomContext,
  { name, idempotencyKey, input = {}, file, take }: Asked,
): Promise<{ readonly file: VolunteerApplicationFileRow }> {
  const by = context.passport.viewer?.id ?? '';
  await takeAct(context, acts, {
    ...{ name, idempotencyKey, input: { application: file.id, ...input } },
    take: async (transaction, at) => {
      await take(transaction, { volunteeringId: file.id, by, at });
      return file.id;
    },
  });
  return { file };
}
