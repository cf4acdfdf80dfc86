import { type Transaction, takeAct } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { cancelCard, type Issuing, issueCard, replaceCard } from './identity-card.step.ts';
import type { IdentityCardFileRow } from './identity-card.table.ts';
import { isOfOffice } from './identity-card.ts';
import { householdForRegistrar } from './registration.policy.ts';
import { readText } from './registration-input.ts';
import type { Resolvers } from './types.generated.ts';

/** The identity card of the register (S1). */
export const identityCardResolvers = {
  Mutation: {
    issueIdentityCard: (_root, { input }, context) =>
      step(context, 'issueIdentityCard', input, { read: () => ({}), take: issueCard }),

    replaceIdentityCard: (_root, { input }, context) =>
      step(context, 'replaceIdentityCard', input, {
        read: () => ({ reason: readText('reason', input.reason) }),
        take: replaceCard,
      }),

    cancelIdentityCard: (_root, { input }, context) =>
      step(context, 'cancelIdentityCard', input, {
        read: () => ({ reason: readText('reason', input.reason) }),
        take: cancelCard,
      }),
  },

  Household: {
    identityCards: ({ key }, _given, { loaders }) => loaders.cardsByHousehold.load(key),
  },

  IdentityCardFile: {
    household: ({ householdKey }, _given, { loaders }) => loaders.householdByKey.load(householdKey),
  },
} satisfies Resolvers;

/** An act on the card of a household within reach, by an officer of the office that issues there: once for each key. */
async function step<Said extends object>(
  context: RoomContext,
  name: string,
  { household: id, idempotencyKey }: { readonly household: string; readonly idempotencyKey: string },
  {
    read,
    take,
  }: {
    readonly read: () => Said;
    readonly take: (transaction: Transaction, issuing: Issuing, said: Said) => Promise<string>;
  },
): Promise<{ card: IdentityCardFileRow }> {
  const { key: householdKey, state } = await householdForRegistrar(context, name, id);
  const { basis } = context.passport;
  if (basis.kind !== 'POSTING' || !isOfOffice(basis.areas, state))
    throw new RegistryError(
      'STEP_REFUSED',
      'Cards are issued by the state office, in the federal territories by ICU JPM.',
    );
  const said = read();
  const card = await takeAct<string>(context, acts, {
    ...{ name, idempotencyKey, input: { householdKey, ...said } },
    take: async (transaction, at) =>
      take(transaction, { householdKey, by: context.passport.viewer?.id ?? '', at }, said),
  });
  return { card: { id: card, householdKey } };
}
