import { type Transaction, takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import type { CaseActing } from './case.step.ts';
import type { VolunteerCaseFileRow } from './case.table.ts';
import type { RoomContext } from './context.ts';

/** One act of a viewer on a case, as it was asked. */
type Asked = {
  /** The mutation field. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input: object;
  readonly file: VolunteerCaseFileRow;
  readonly take: (transaction: Transaction, acting: CaseActing) => Promise<unknown>;
};

/**
 * Takes an act on a case, once for its idempotency key, and gives its file; what stands in it is read when it is asked for, after the act.
 * @throws as `takeAct`, and whatever the act throws
 */
export async function handleCase(
  context: RoomContext,
  { name, idempotencyKey, input, file, take }: Asked,
): Promise<{ readonly file: VolunteerCaseFileRow }> {
  const by = context.passport.viewer?.id ?? '';
  await takeAct(context, acts, {
    ...{ name, idempotencyKey, input: { case: file.id, ...input } },
    take: async (transaction, at) => {
      await take(transaction, { caseId: file.id, by, at });
      return file.id;
    },
  });
  return { file };
}
