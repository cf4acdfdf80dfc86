import { type Fields, NotForThisSubject, page, type World } from './field.ts';
import { classesOfPerson } from './reach.ts';
import { read } from './reference.ts';
import type { HouseholdRow } from './registry.ts';

/** Aid of other agencies: nobody of the seed has any, so the income is what it is. */
export const aidEffectFields: Fields = {
  'Person.aidReceived': (_person, given) => page([], given),
  'Household.aidEffect': (row: HouseholdRow, _given, world) => {
    const { registry } = world;
    const members = registry.membersOf(row.key, registry.today);
    if (!members.every(({ personKey }) => isAidOpen(personKey, world)))
      return new NotForThisSubject('poverty');
    const earned = members.flatMap(({ personKey }) => registry.incomesOf(personKey, registry.today));
    const income = earned.reduce((sum, { monthly }) => sum + monthly, 0);
    const line = linePerHead(row, world);
    const isPoor =
      line === null || members.length === 0 ? 'CANNOT_TELL' : income < line * members.length ? 'YES' : 'NO';
    return {
      ...{ monthlyAid: 0, isWhole: true, incomeWithout: income, incomeWith: income },
      ...{ isPoorWithout: isPoor, isPoorWith: isPoor },
    };
  },
};

function isAidOpen(personKey: string, { registry, ground }: World): boolean {
  const person = registry.personByKey(personKey);
  return person !== null && classesOfPerson(registry, ground, person)?.has('aid') === true;
}

/** Of the newest basis year that was adopted by today; a line for the strata goes before one for both. */
function linePerHead({ state, strata }: HouseholdRow, { registry }: World): number | null {
  const years = read('person.adopted_line')
    .filter((line) => line['status'] === 'ADOPTED' && String(line['since']) <= registry.today)
    .toSorted((one, other) => String(other['since']).localeCompare(String(one['since'])));
  const basisYear = Number(years[0]?.['basis_year']);
  const lines = registry.reference.povertyLines.filter(
    (line) =>
      line.basisYear === basisYear &&
      line.stateCode === state &&
      line.kind === 'POVERTY' &&
      line.basis === 'PER_HEAD',
  );
  return (
    (lines.find((line) => line.strata === strata) ?? lines.find((line) => line.strata === null))?.amount ??
    null
  );
}
