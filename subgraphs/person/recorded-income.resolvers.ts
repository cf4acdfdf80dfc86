import { type Transaction, takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { ceiling, reasonClosed } from '@seisi/schema/viewer';
import { acts } from './act.table.ts';
import { asOfDay } from './as-of.ts';
import type { RoomContext } from './context.ts';
import type { IncomeRow } from './income.table.ts';
import { correctIncome, recordIncome } from './recorded-income.step.ts';
import { correctedIncome, type Provenance, type Recording, wantedIncome } from './recorded-income.ts';
import type { Resolvers } from './types.generated.ts';

/** Incomes as the register had them on a day, and the acts of officers who keep them up to date. */
export const recordedIncomeResolvers = {
  Mutation: {
    recordIncome: async (_root, { input }, context) => {
      const update = await updateOf('recordIncome', input, context);
      const { value, provenance } = wantedIncome(input, context.today);
      return take(context, { ...update, asked: value, provenance }, (transaction, recording) =>
        recordIncome(transaction, update.personKey, value, recording),
      );
    },

    correctIncome: async (_root, { input }, context) => {
      const update = await updateOf('correctIncome', input, context);
      const incomeId = uuidArgument('input.income', input.income);
      const { terms, provenance } = correctedIncome(input, context.today);
      const which = { personKey: update.personKey, incomeId };
      return take(
        context,
        { ...update, asked: { incomeId, ...terms }, provenance },
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

type Field = 'recordIncome' | 'correctIncome';
type Update = {
  readonly name: Field;
  readonly idempotencyKey: string;
  /** The viewer's id. */
  readonly by: string;
  readonly personKey: string;
};

/**
 * Whose register entry an officer brings up to date. Who is the officer, lives with them or is a relative is out of reach of the posting.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer, and where the duty does not open the person's incomes
 * @throws NOT_FOUND for whoever is out of reach, and for nobody at all
 */
async function updateOf(
  name: Field,
  input: { readonly person: string; readonly idempotencyKey: string },
  { loaders, passport: { basis, viewer } }: RoomContext,
): Promise<Update> {
  const ground = await loaders.ground();
  if (ground.kind !== 'POSTING' || viewer === null)
    throw withheld(`Mutation.${name}`, null, 'CLASS_NOT_IN_BASIS');
  const person = await loaders.personById.load(uuidArgument('input.person', input.person));
  const grant = person === null ? null : await loaders.grantOf('Person', person.key);
  if (person === null || grant === null)
    throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier within your reach.');
  if (!opens(grant.classes, 'income')) {
    const isEver = opens(ceiling(basis), 'income');
    const reason = isEver ? 'NOT_FOR_THIS_SUBJECT' : reasonClosed(basis, 'income');
    throw withheld(`Mutation.${name}`, 'income', reason);
  }
  return { name, idempotencyKey: input.idempotencyKey, by: viewer.id, personKey: person.key };
}

type Taking = Update & { readonly asked: object; readonly provenance: Provenance };

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
