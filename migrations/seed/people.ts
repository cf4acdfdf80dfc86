import type { PersonRow } from '../../subgraphs/person/person.table.ts';
import { yearsBetween } from './calendar.ts';
import type { HouseholdPlan, Member } from './home.ts';
import { birthOf, kindAt } from './identity.ts';
import type { Employment, MemberPlan } from './member-plan.ts';
import { type Custom, drawCustom, drawFamily, nameOf } from './name.ts';
import type { Random } from './random.ts';
import { personId, personIndex, personKey } from './registry-index.ts';

type Education = PersonRow['education'];

/** Writes the people of a plan, in its order: names, numbers, schooling and work. */
export function peopleOf(
  random: Random,
  seed: number,
  asOf: string,
  household: number,
  plan: HouseholdPlan,
): Member[] {
  const custom = plan.scripted ? 'MALAY' : drawCustom(random, plan.place.state);
  const families = familiesOf(random, custom, plan.members);
  const counted = new Map<string, number>();
  return plan.members.map((member, place) => {
    const group = `${member.birthYear}/${member.sex}`;
    const nth = counted.get(group) ?? 0;
    counted.set(group, nth + 1);
    const birth = birthOf(household, member.birthYear, member.sex, nth);
    const age = yearsBetween(birth.birthDate, asOf);
    const index = personIndex(household, place);
    const row: PersonRow = {
      key: personKey(seed, household, place),
      id: personId(seed, household, place),
      name: nameOf(random, custom, member.sex, families(member)),
      identityNumber: birth.identityNumber,
      identityNumberKind: kindAt(birth.birthDate, asOf),
      birthDate: birth.birthDate,
      sex: member.sex,
      phone:
        age >= 15 && random.chance(0.8)
          ? `+60100${String(random.between(0, 99_999)).padStart(6, '0')}`
          : null,
      email: age >= 18 && random.chance(0.3) ? `orang-${index}@rekaan.example` : null,
      maritalStatus: member.marital,
      education: drawEducation(random, age),
      employment: member.employment ?? drawEmployment(random, member, age),
    };
    return { plan: member, index, row, age };
  });
}

/** Which family a member's name shows: children that of the man of the couple, siblings the head's, everyone else one of their own. */
function familiesOf(
  random: Random,
  custom: Custom,
  members: readonly MemberPlan[],
): (member: MemberPlan) => string {
  const ofHead = drawFamily(random, custom);
  const ofFather = drawFamily(random, custom);
  // A Chinese surname passes on from the man who heads the household; other customs name a child by the father's given name.
  const ofChildren = custom === 'CHINESE' && members[0]?.sex === 'MALE' ? ofHead : ofFather;
  return (member) => {
    if (member.relation === 'HEAD' || member.relation === 'SIBLING') return ofHead;
    return member.relation === 'CHILD' ? ofChildren : drawFamily(random, custom);
  };
}

/** The highest level reached: by age while at school, by generation after it. */
function drawEducation(random: Random, age: number): Education {
  if (age < 8) return 'NONE';
  if (age < 14) return 'PRIMARY';
  if (age < 18) return 'SECONDARY';
  const old = Math.max(0, age - 40);
  return random.weighted([
    ['NONE', 3 + old * 0.6],
    ['PRIMARY', 14 + old],
    ['SECONDARY', 62],
    ['TERTIARY', Math.max(2, 21 - old * 0.5)],
  ] as const);
}

const WORK: Readonly<Record<'HEAD' | 'SPOUSE' | 'OTHER', readonly (readonly [Employment, number])[]>> = {
  HEAD: [
    ['EMPLOYED', 50],
    ['SELF_EMPLOYED', 30],
    ['UNEMPLOYED', 7],
    ['NOT_IN_LABOUR_FORCE', 13],
  ],
  SPOUSE: [
    ['EMPLOYED', 26],
    ['SELF_EMPLOYED', 16],
    ['UNEMPLOYED', 5],
    ['NOT_IN_LABOUR_FORCE', 53],
  ],
  OTHER: [
    ['EMPLOYED', 48],
    ['SELF_EMPLOYED', 12],
    ['UNEMPLOYED', 14],
    ['NOT_IN_LABOUR_FORCE', 26],
  ],
};

function drawEmployment(random: Random, member: MemberPlan, age: number): Employment {
  if (age < 18) return 'NOT_IN_LABOUR_FORCE';
  if (age >= 60) {
    return random.weighted([
      ['NOT_IN_LABOUR_FORCE', 76],
      ['SELF_EMPLOYED', 18],
      ['EMPLOYED', 6],
    ] as const);
  }
  return random.weighted(
    WORK[member.relation === 'HEAD' || member.relation === 'SPOUSE' ? member.relation : 'OTHER'],
  );
}
