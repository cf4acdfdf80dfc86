import { takeAct } from '@seisi/host/act';
import { badInput, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { activateEmployer, registerEmployer, type WantedEmployer } from './employer.step.ts';
import { citizenOf, refuseOthers } from './renewal.policy.ts';
import { subjectOf } from './subject.policy.ts';
import type { RegisterPassEmployerInput, Resolvers } from './types.generated.ts';

const SSM_NUMBER = /^\d{12}$/;
const MOST_CHARACTERS = 200;

/** Employers: registered by who speaks for them, activated by an officer. */
export const employerResolvers = {
  Mutation: {
    registerPassEmployer: async (_root, { input }, context) => {
      const personKey = citizenOf(context, 'registerPassEmployer');
      const wanted = await wantedEmployer(context, personKey, input);
      await takeAct(context, acts, {
        ...{ name: 'registerPassEmployer', idempotencyKey: input.idempotencyKey, input: wanted },
        take: (transaction) => registerEmployer(transaction, wanted),
      });
      return { recorded: true };
    },

    activatePassEmployer: async (_root, { input }, context) => {
      refuseOthers(context, 'activatePassEmployer');
      const id = uuidArgument('input.employer', input.employer);
      const personKey = await subjectOf(context, 'Person', input.person);
      await takeAct(context, acts, {
        ...{ name: 'activatePassEmployer', idempotencyKey: input.idempotencyKey, input: { id, personKey } },
        take: async (transaction) => {
          await activateEmployer(transaction, { id, personKey });
          return id;
        },
      });
      return { recorded: true };
    },
  },
} satisfies Resolvers;

/** @throws BAD_USER_INPUT where neither a home nor a company is named, or both, NOT_FOUND where the home is not within reach */
async function wantedEmployer(
  context: RoomContext,
  personKey: string,
  { ssmNumber = null, name = null, household = null }: RegisterPassEmployerInput,
): Promise<WantedEmployer> {
  if ((ssmNumber === null) === (household === null))
    throw badInput('ssmNumber', 'or `input.household` names the employer, one of the two');
  if (household !== null)
    return { personKey, kind: 'HOUSEHOLD', householdKey: await subjectOf(context, 'Household', household) };
  if (ssmNumber === null || !SSM_NUMBER.test(ssmNumber)) throw badInput('ssmNumber', 'takes 12 digits');
  if (name === null) throw badInput('name', 'stands with every company');
  return { personKey, kind: 'COMPANY', ssmNumber, name: readText('name', name, MOST_CHARACTERS) };
}
