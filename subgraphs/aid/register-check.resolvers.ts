import { takeAct } from '@seisi/host/act';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { badInput } from './decision.ts';
import { applicationForOfficer } from './officer.policy.ts';
import type { CheckedRegister, RegisterContent } from './register-answers.ts';
import { askRegisters, requestChecks } from './register-check.step.ts';
import type { RegisterCheckRow } from './register-check.table.ts';
import { answerIn, failureTold, isStale } from './register-check.ts';
import type { Resolvers } from './types.generated.ts';

/** So long an officer waits for registers; who has not answered by then is unavailable, and may be asked again. */
const PATIENCE_MILLISECONDS = 1500;

/** What other departments' registers say of an applicant. */
export const registerCheckResolvers = {
  Mutation: {
    checkRegisters: async (_root, { input }, context) => {
      const { id } = await applicationForOfficer(context, 'checkRegisters', input.application);
      const registers = [...new Set(input.registers)].toSorted();
      if (registers.length === 0) throw badInput('registers', 'names at least one');
      await takeAct(context, acts, {
        ...{ name: 'checkRegisters', idempotencyKey: input.idempotencyKey },
        input: { application: id, registers },
        take: async (transaction, at) => {
          await requestChecks(transaction, { applicationId: id, at }, registers);
          return id;
        },
      });
      // Outside of the transaction: no row is held for as long as another department takes.
      await askRegisters(context, id, { which: 'NEW', milliseconds: PATIENCE_MILLISECONDS });
      context.loaders.fileById.forget(id);
      return { application: await context.loaders.fileById.load(id) };
    },
  },

  Application: {
    checks: ({ id }, _given, { loaders }) => loaders.checksByApplication.load(id),
  },

  RegisterCheck: {
    failure: failureTold,
    isStale: (row, _given, { now }) => isStale(row, now()),
    tax: (row, _given, context) => contentOf('LHDN', row, context),
    civil: (row, _given, context) => contentOf('JPN', row, context),
    transport: (row, _given, context) => contentOf('JPJ', row, context),
  },
} satisfies Resolvers;

/** What a register said; null in the row of another register. @throws SOURCE_UNAVAILABLE where it is not known */
function contentOf<Register extends CheckedRegister>(
  register: Register,
  row: RegisterCheckRow,
  { now, today }: RoomContext,
): RegisterContent[Register] | null {
  if (row.register !== register) return null;
  const answer = answerIn(register, row, { now: now(), today });
  if (answer !== 'UNAVAILABLE') return answer;
  throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
}
