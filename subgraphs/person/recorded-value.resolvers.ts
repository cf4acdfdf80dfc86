import { takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import { asOfDay } from './as-of.ts';
import type { RoomContext } from './context.ts';
import type { PersonRow } from './person.table.ts';
import { updatePerson } from './recorded-value.step.ts';
import type { PersonField, RecordedValueRow } from './recorded-value.table.ts';
import {
  carriedOverValue,
  FIELDS,
  type PersonOnDayRow,
  shownSum,
  shownValue,
  wantedUpdate,
} from './recorded-value.ts';
import type { Resolvers } from './types.generated.ts';
import { updateOf, updaterOf } from './update.policy.ts';

/** People's values as the register had them on a day, and the act of an officer who brings them up to date. */
export const recordedValueResolvers = {
  Mutation: {
    updatePerson: async (_root, { input }, context) => {
      await updaterOf('updatePerson', context);
      const wanted = wantedUpdate(input, context.today);
      const classes = wanted.values.map(({ field }) => FIELDS[field].dataClass);
      const { by, personKey } = await updateOf(
        'updatePerson',
        input.person,
        ['register', ...classes],
        context,
      );
      const { provenance, ...said } = wanted;
      const updated = await takeAct(context, acts, {
        name: 'updatePerson',
        idempotencyKey: input.idempotencyKey,
        input: { personKey, ...said, ...provenance },
        take: (transaction, at) => updatePerson(transaction, personKey, said, { ...provenance, by, at }),
      });
      return { updated };
    },
  },

  Person: {
    asOf: (person, { day }, { today }) => ({ person, day: asOfDay('day', day, today) }),
  },

  PersonOnDay: {
    maritalStatus: async (row, _args, context) =>
      shownValue<PersonRow['maritalStatus']>(await versionOf('MARITAL_STATUS', row, context)),
    education: async (row, _args, context) =>
      shownValue<PersonRow['education']>(await versionOf('EDUCATION', row, context)),
    employment: async (row, _args, context) =>
      shownValue<PersonRow['employment']>(await versionOf('EMPLOYMENT', row, context)),
    phone: async (row, _args, context) => shownValue<string>(await versionOf('PHONE', row, context)),
    email: async (row, _args, context) => shownValue<string>(await versionOf('EMAIL', row, context)),
    skills: async (row, _args, context) => shownValue<string>(await versionOf('SKILLS', row, context)),
    illnesses: async (row, _args, context) => shownValue<string>(await versionOf('ILLNESSES', row, context)),
    savings: async (row, _args, context) => shownSum(await versionOf('SAVINGS', row, context)),
  },

  PersonFile: {
    person: ({ personKey }, _args, { loaders }) => loaders.personByKey.load(personKey),
  },
} satisfies Resolvers;

/** The version of a value that counted on the day; one that was never changed says what it has always said. */
async function versionOf(
  field: PersonField,
  { person, day }: PersonOnDayRow,
  { loaders }: RoomContext,
): Promise<RecordedValueRow> {
  const versions = await loaders.valuesAsOf(day).load(person.key);
  return versions.find((version) => version.field === field) ?? carriedOverValue(person, field);
}
