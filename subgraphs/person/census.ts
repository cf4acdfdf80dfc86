import { RegistryError } from '@seisi/schema/errors';
import type { NewPerson } from './head-of-household.step.ts';
import type { HouseholdMemberRow } from './household.table.ts';
import { readIdentityNumber } from './identity-number.ts';
import type { IncomeRow } from './income.table.ts';
import type { PersonRow } from './person.table.ts';
import { badInput, readText } from './registration-input.ts';
import type {
  CensusHeadInput,
  CensusIncomeInput,
  CensusMemberInput,
  RecordCensusInput,
} from './types.generated.ts';

type Earned = Pick<IncomeRow, 'source' | 'monthly'>;

/** What was found of somebody at the door. Money in whole sen a month. */
export type FoundHead = Pick<PersonRow, 'maritalStatus' | 'education' | 'employment'> & {
  readonly incomes: readonly Earned[];
};
export type FoundMember = FoundHead & {
  readonly person: NewPerson;
  readonly relationToHead: HouseholdMemberRow['relationToHead'];
};

/** A visit, as it may be kept. */
export type Census = {
  readonly visitedOn: string;
  readonly head: FoundHead;
  readonly members: readonly FoundMember[];
};

const MOST_MEMBERS = 40;
const MOST_SEN = 100_000_000;
const MOST_NAME = 150;

/**
 * What an officer found at the door, as it may be kept.
 * @throws BAD_USER_INPUT, naming the place in the form, for a visit after today, more than 40 members, a second head, a number that is none or stands there twice,
 * a birth after the visit, a source named twice and an amount out of bounds
 */
export function readCensus({ visitedOn, head, members }: RecordCensusInput, today: string): Census {
  if (visitedOn > today) throw badInput('visitedOn', 'is after today');
  if (members.length > MOST_MEMBERS) throw badInput('members', `names ${MOST_MEMBERS} people at the most`);
  const found = members.map((member, place) => readMember(member, `members[${place}]`, visitedOn));
  const numbers = found.map(({ person }) => person.identityNumber);
  const twice = numbers.findIndex((number, place) => numbers.indexOf(number) !== place);
  if (twice !== -1) throw badInput(`members[${twice}].identityNumber`, 'stands in the form twice');
  return { visitedOn, head: readHead(head, 'head'), members: found };
}

function readHead(
  { maritalStatus, education, employment, incomes }: CensusHeadInput,
  place: string,
): FoundHead {
  return { maritalStatus, education, employment, incomes: readIncomes(incomes, `${place}.incomes`) };
}

function readMember(input: CensusMemberInput, place: string, visitedOn: string): FoundMember {
  const { relationToHead, identityNumberKind, birthDate } = input;
  const number = readIdentityNumber(input.identityNumber);
  if (number === null) throw badInput(`${place}.identityNumber`, 'is no identity number: it takes 12 digits');
  if (relationToHead === 'HEAD')
    throw badInput(`${place}.relationToHead`, 'is HEAD: a household has one, in `head`');
  if (birthDate > visitedOn) throw badInput(`${place}.birthDate`, 'is after the visit');
  const found = readHead(input, place);
  const { maritalStatus, education, employment } = found;
  return {
    ...found,
    relationToHead,
    person: {
      ...{ identityNumber: number.digits, identityNumberKind, birthDate, sex: number.sex },
      ...{ name: readText(`${place}.name`, input.name, MOST_NAME), phone: null },
      ...{ maritalStatus, education, employment },
    },
  };
}

function readIncomes(incomes: readonly CensusIncomeInput[], place: string): Earned[] {
  const sources = incomes.map(({ source }) => source);
  if (new Set(sources).size < sources.length) throw badInput(place, 'names each source once');
  if (!incomes.every(({ monthly }) => monthly >= 0 && monthly <= MOST_SEN))
    throw badInput(place, 'takes 0 to 100,000,000 sen a month');
  return incomes.filter(({ monthly }) => monthly > 0).map(({ source, monthly }) => ({ source, monthly }));
}

/**
 * Who of a form is known to the registers and does not live there by them: nobody is moved by a visit alone.
 * @throws STEP_REFUSED, naming the place in the form
 */
export function refuseKnown(place: number): never {
  throw new RegistryError(
    'STEP_REFUSED',
    `\`input.members[${place}]\` is known to the registers and does not live here by them. Leave them out of the form; a move is recorded by itself.`,
  );
}
