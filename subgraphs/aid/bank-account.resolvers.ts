import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import type { FileRule } from '@seisi/host/subgraph';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import type { BankAccountRow } from './award.table.ts';
import { bankAccountPlace } from './bank-account.loaders.ts';
import { checkAccount, stateAccount } from './bank-account.step.ts';
import type { RoomContext } from './context.ts';
import { readAccountNumber, readBankCode } from './payment-input.ts';
import { refuseActs, refuseReads } from './payment-run.policy.ts';
import type { Resolvers } from './types.generated.ts';

const COORDINATE = 'Query.bankAccountsToCheck';

/** Accounts: stated by the person with the own token, checked by a payment officer. */
export const bankAccountResolvers = {
  Query: {
    bankAccountsToCheck: async (_root, given, context) => {
      refuseReads(COORDINATE, context.passport.basis);
      const list: PageList = { coordinate: COORDINATE, sort: 'statedAt, id', filter: {} };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.uncheckedPage(page), page, bankAccountPlace, list, context);
    },
  },

  Mutation: {
    stateBankAccount: async (_root, { input }, context) => {
      const { passport, today } = context;
      const { basis } = passport;
      if (basis.kind !== 'SELF') throw withheld('Mutation.stateBankAccount', null, 'CLASS_NOT_IN_BASIS');
      const stated = {
        bankCode: readBankCode(input.bankCode),
        accountNumber: readAccountNumber(input.accountNumber),
      };
      const id = await takeAct(context, acts, {
        ...{ name: 'stateBankAccount', idempotencyKey: input.idempotencyKey, input: stated },
        take: (transaction, at) =>
          stateAccount(transaction, {
            ...stated,
            ...{ personKey: basis.personKey, by: by(context), at, today },
          }),
      });
      return { account: await context.loaders.accountNow(id) };
    },

    checkBankAccount: async (_root, { input }, context) => {
      refuseActs('checkBankAccount', context.passport.basis);
      const checked = {
        id: uuidArgument('input.id', input.id),
        accountNumber: readAccountNumber(input.accountNumber),
      };
      const isReached = await isWithinReach(checked.id, context);
      const id = await takeAct(context, acts, {
        ...{ name: 'checkBankAccount', idempotencyKey: input.idempotencyKey, input: checked },
        take: (transaction, at) => {
          if (!isReached) throw new RegistryError('NOT_FOUND', 'There is no such account within your reach.');
          return checkAccount(transaction, { ...checked, by: by(context), at });
        },
      });
      return { account: await context.loaders.accountNow(id) };
    },
  },

  BankAccountFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.accountById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    account: (row) => row,
  },

  Person: {
    bankAccount: ({ key }, _given, { loaders }) => loaders.accountByPerson.load(key),
  },
} satisfies Resolvers;

/** Whose grant opens an account: that of the person whose it is. */
export const bankAccountFile: FileRule = {
  subject: ({ personKey }: BankAccountRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

async function isWithinReach(id: string, { loaders, reached }: RoomContext): Promise<boolean> {
  const found = await loaders.accountNow(id);
  const subjects = found === null ? [] : [{ type: 'Person', key: found.personKey }];
  return (await reached('bank', subjects)).size > 0;
}

function by({ passport }: RoomContext): string {
  return passport.viewer?.id ?? '';
}
