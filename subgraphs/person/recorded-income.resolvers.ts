import { type Transaction, takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { asOfDay } from './as-of.ts';
import type { RoomContext } from './context.ts';
import type { IncomeRow } from './income.table.ts';
import { correctIncome, recordIncome } from './recorded-income.step.ts';
import { correctedIncome, type Provenance, type Recording, wantedIncome } from './recorded-income.ts';
import type { Resolvers } from './types.generated.ts';
import { type Update, updateOf } from './update.policy.ts';

/** Incomes as the register had them on a day, and the acts of officers who keep them up to date. */
export const recordedIncomeResolvers = {
  Mutation: {
    recordIncome: async (_root, { input }, context) => {
      const update = await updateOf('recordIncome', input.person, ['income'], context);
      const { value, provenance } = wantedIncome(input, context.today);
      return take(
        context,
        { ...update, name: 'recordIncome', idempotencyKey: input.idempotencyKey, asked: value, provenance },
        (transaction, recording) => recordIncome(transaction, update.personKey, value, recording),
      );
    },

    correctIncome: async (_root, { input }, context) => {
      const update = await updateOf('correctIncome', input.person, ['income'], context);
      const incomeId = uuidArgument('input.income', input.income);
      const { terms, provenance } = correctedIncome(input, context.today);
      const which = { personKey: update.personKey, incomeId };
      return take(
        context,
        {
          ...update,
          name: 'correctIncome',
          idempotencyKey: input.idempotencyKey,
          asked: { incomeId, ...terms },
          provenance,
        },
        (transaction, recording) => correctIncome(transaction, which, terms, recording),
      );
    },
  },

  Person: {
    incomesAsOf: ({ key }, { day }, { loaders, today }) =>
      loaders.incomesAsOf(asOfDay('day', day, today)).load(key),
  },

  RecordedIncome: {
    id: ({ incomeId }) => incomeId,
  },

  IncomeFile: {
    person: ({ personKey }, _args, { loaders }) => loaders.personByKey.load(personKey),
  },
} satisfies Resolvers;

type Taking = Update & {
  readonly name: 'recordIncome' | 'correctIncome';
  readonly idempotencyKey: string;
  readonly asked: object;
  readonly provenance: Provenance;
};

async function take(
  context: RoomContext,
  { name, idempotencyKey, by, personKey, asked, provenance }: Taking,
  write: (transaction: Transaction, recording: Recording) => Promise<IncomeRow>,
): Promise<{ readonly income: IncomeRow }> {
  const income = await takeAct(context, acts, {
    name,
    idempotencyKey,
    input: { personKey, ...asked, ...provenance },
    take: (transaction, at) => write(transaction, { ...provenance, by, at }),
  });
  return { income };
}
