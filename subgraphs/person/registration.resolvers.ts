import { type Transaction, takeAct } from '@seisi/host/act';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { checkDistrict } from './area.ts';
import { confirmByCensus, rejectByCensus } from './census.step.ts';
import { readCensus } from './census.ts';
import type { RoomContext } from './context.ts';
import { decideInFocusGroup } from './focus-group.step.ts';
import { personWithNumber } from './head-of-household.step.ts';
import { makeRegistration } from './new-registration.step.ts';
import { isAdult } from './person.ts';
import { householdForRegistrar, proxyOf } from './registration.policy.ts';
import type { Registering } from './registration.step.ts';
import type { RegistrationFileRow, RegistrationRow } from './registration.table.ts';
import { checkCriteria } from './registration-criteria.step.ts';
import { badInput, checkWithinPosting, readDeclared, readHeadOf, readText } from './registration-input.ts';
import type { Resolvers } from './types.generated.ts';

/** Registration on eKasih (S1, S2): from the form to the census. */
export const registrationResolvers = {
  Mutation: {
    applyForRegistration: async (_root, { input }, context) => {
      const headKey = await ownAdult(context, 'applyForRegistration');
      const declared = readDeclared(input, await stateOf(input.district, context));
      const { idempotencyKey, ...said } = input;
      const made = await takeAct(context, acts, {
        ...{ name: 'applyForRegistration', idempotencyKey, input: said },
        take: async (transaction, at) => {
          const by = { by: context.passport.viewer?.id ?? '', at, today: context.today };
          const asked = {
            headKey,
            channel: 'ONLINE',
            declared,
            ...by,
            isHeadKnown: false,
            ifRegistered: 'REFUSE',
          } as const;
          const { id, householdKey } = await makeRegistration(transaction, asked);
          return { id, householdKey };
        },
      });
      return { registration: made };
    },

    registerHousehold: async (_root, { input }, context) => {
      const { areas, personKey, channel } = await proxyOf(context, 'registerHousehold');
      const head = readHeadOf(input, context.today);
      if (!isAdult(head.birthDate, context.today))
        throw badInput('birthDate', 'is that of a minor, who heads no household');
      const state = await stateOf(input.district, context);
      checkWithinPosting(areas, input.district, state);
      const declared = readDeclared(input, state);
      const { idempotencyKey, ...said } = input;
      const id = await takeAct(context, acts, {
        ...{ name: 'registerHousehold', idempotencyKey, input: said },
        take: async (transaction, at) => {
          const { key: headKey, isNew } = await personWithNumber(transaction, head);
          if (headKey === personKey)
            throw new RegistryError('STEP_REFUSED', 'An officer registers nobody of their own.');
          const by = { by: context.passport.viewer?.id ?? '', at, today: context.today };
          const asked = { headKey, channel, declared, ...by, isHeadKnown: !isNew } as const;
          return (await makeRegistration(transaction, { ...asked, ifRegistered: 'KEEP_AS_DUPLICATE' })).id;
        },
      });
      return { reference: id };
    },

    checkRegistration: (_root, { input }, context) =>
      step(context, 'checkRegistration', input, { read: () => ({}), take: checkCriteria }),

    decideInFocusGroup: (_root, { input }, context) =>
      step(context, 'decideInFocusGroup', input, {
        read: () => {
          const { level, heldOn, isConfirmed } = input;
          if (heldOn > context.today) throw badInput('heldOn', 'is after today');
          return { level, heldOn, isConfirmed, reason: readText('reason', input.reason) };
        },
        take: decideInFocusGroup,
      }),

    recordCensus: (_root, { input }, context) =>
      step(context, 'recordCensus', input, {
        read: () => readCensus(input, context.today),
        take: confirmByCensus,
      }),

    rejectAfterCensus: (_root, { input }, context) =>
      step(context, 'rejectAfterCensus', input, {
        read: () => {
          const { visitedOn } = input;
          if (visitedOn > context.today) throw badInput('visitedOn', 'is after today');
          return { visitedOn, reason: readText('reason', input.reason) };
        },
        take: rejectByCensus,
      }),
  },

  Household: {
    registrations: ({ key }, _given, { loaders }) => loaders.registrationsByHousehold.load(key),
  },

  Registration: {
    declaredAddress: ({ addressLine, postcode }) => ({ line: addressLine, postcode }),
    declaredDistrict: ({ district }) => district,
    criteria: ({ criteria }) => criteria as never,
    steps: ({ id }, _given, { loaders }) => loaders.stepsByRegistration.load(id),
  },

  RegistrationFile: {
    household: ({ householdKey }, _given, { loaders }) => loaders.householdByKey.load(householdKey),
  },
} satisfies Resolvers;

/** The citizen whose own token asks, who must be an adult. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
async function ownAdult(
  { passport: { basis }, loaders, today }: RoomContext,
  field: string,
): Promise<string> {
  if (basis.kind !== 'SELF') throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const own = await loaders.personByKey.load(basis.personKey);
  if (own !== null && isAdult(own.birthDate, today)) return own.key;
  throw withheld(`Mutation.${field}`, null, 'NOT_FOR_THIS_SUBJECT');
}

/** The state of a district. @throws BAD_USER_INPUT where there is no such district */
async function stateOf(district: string, { loaders }: RoomContext): Promise<string> {
  await checkDistrict('input.district', district, (code) => loaders.districtByCode.load(code));
  const found = await loaders.districtByCode.load(district);
  if (found !== null) return found.stateCode;
  throw badInput('district', 'is no district');
}

/** A step of the open registration of a household, a registrar's within reach: once for each key. */
async function step<Said extends object>(
  context: RoomContext,
  name: string,
  { household: id, idempotencyKey }: { readonly household: string; readonly idempotencyKey: string },
  {
    read,
    take,
  }: {
    /** What is said, as it may be kept; read once it is clear that the viewer may say it. */
    readonly read: () => Said;
    readonly take: (
      transaction: Transaction,
      registering: Registering,
      said: Said,
    ) => Promise<RegistrationRow['id']>;
  },
): Promise<{ registration: RegistrationFileRow }> {
  const { key: householdKey } = await householdForRegistrar(context, name, id);
  const said = read();
  const registration = await takeAct<string>(context, acts, {
    ...{ name, idempotencyKey, input: { householdKey, ...said } },
    take: async (transaction, at) => {
      const by = context.passport.viewer?.id ?? '';
      return take(transaction, { householdKey, by, at }, said);
    },
  });
  return { registration: { id: registration, householdKey } };
}
