import { yearOf } from './calendar.ts';
import { SAME_YEAR_AND_SEX } from './identity.ts';
import type { MaritalStatus, MemberPlan, Relation, Sex } from './member-plan.ts';
import type { Random } from './random.ts';

/** The largest household that is drawn. */
const MOST_MEMBERS = 12;
const OLDEST = 95;

/** Ages here are counted in the year before the registry's date: whoever is drawn is born by then. */
type Drawn = {
  readonly relation: Relation;
  readonly sex: Sex;
  readonly age: number;
  readonly marital: MaritalStatus;
};

/** How many live together: one, and as many more as a Poisson draw around the state's mean says, up to 12. */
export function drawSize(random: Random, mean: number): number {
  const stop = Math.exp(1 - mean);
  let size = 1;
  for (let left = random.next(); left > stop && size < MOST_MEMBERS; left *= random.next()) size += 1;
  return size;
}

/** Draws who lives in a household of so many: the head first, then the spouse, then children, parents and others of plausible ages. */
export function drawMembers(random: Random, size: number, asOf: string): MemberPlan[] {
  const head = drawHead(random, size);
  const members: Drawn[] = [head];
  if (size > 1 && head.marital === 'MARRIED') members.push(spouseOf(random, head));
  while (members.length < size) members.push(drawOther(random, members));
  return spread(members, yearOf(asOf) - 1);
}

function drawHead(random: Random, size: number): Drawn {
  const sex: Sex = random.chance(0.72) ? 'MALE' : 'FEMALE';
  const age = Math.min(
    88,
    24 + Math.floor(random.between(0, 34) + random.between(0, 34) * random.next()) + (size === 1 ? 8 : 0),
  );
  const married = size > 1 && random.chance(sex === 'MALE' ? 0.86 : 0.3);
  return { relation: 'HEAD', sex, age, marital: married ? 'MARRIED' : alone(random, age) };
}

function alone(random: Random, age: number): MaritalStatus {
  if (age < 30)
    return random.weighted([
      ['SINGLE', 7],
      ['DIVORCED', 3],
    ] as const);
  return random.weighted([
    ['WIDOWED', age],
    ['DIVORCED', 45],
    ['SINGLE', 18],
  ] as const);
}

function spouseOf(random: Random, head: Drawn): Drawn {
  const gap = head.sex === 'MALE' ? random.between(-8, 3) : random.between(-3, 8);
  return {
    relation: 'SPOUSE',
    sex: opposite(head.sex),
    age: Math.max(20, Math.min(OLDEST, head.age + gap)),
    marital: 'MARRIED',
  };
}

function opposite(sex: Sex): Sex {
  return sex === 'MALE' ? 'FEMALE' : 'MALE';
}

function drawOther(random: Random, members: readonly Drawn[]): Drawn {
  const head = members[0]!;
  const relation = random.weighted(head.age < 60 ? YOUNGER : OLDER);
  switch (relation) {
    case 'CHILD':
      return childOf(random, members);
    case 'PARENT':
      return parentOf(random, members) ?? childOf(random, members);
    case 'GRANDCHILD':
      return head.age < 46
        ? childOf(random, members)
        : young(random, 'GRANDCHILD', Math.min(22, head.age - 40));
    case 'SIBLING':
    case 'OTHER_RELATIVE':
    case 'NOT_RELATED':
      return grown(random, relation, head);
  }
}

const YOUNGER = [
  ['CHILD', 84],
  ['PARENT', 6],
  ['SIBLING', 4],
  ['GRANDCHILD', 2],
  ['OTHER_RELATIVE', 3],
  ['NOT_RELATED', 1],
] as const;
const OLDER = [
  ['CHILD', 46],
  ['GRANDCHILD', 40],
  ['SIBLING', 4],
  ['OTHER_RELATIVE', 8],
  ['NOT_RELATED', 2],
] as const;

/** A child is 18 to 44 years younger than its mother (the head, where no woman of the couple lives here), and best not as old as another child. */
function childOf(random: Random, members: readonly Drawn[]): Drawn {
  const couple = members.filter((member) => member.relation === 'HEAD' || member.relation === 'SPOUSE');
  const parent = couple.find((member) => member.sex === 'FEMALE') ?? couple[0]!;
  const youngest = Math.max(0, parent.age - 44);
  const oldest = Math.max(youngest, Math.min(35, ...couple.map((member) => member.age - 18)));
  let age = random.between(youngest, oldest);
  for (let tries = 0; tries < 4 && taken(members, age); tries += 1) age = random.between(youngest, oldest);
  return { ...young(random, 'CHILD', 0), age, marital: maritalOfYoung(random, age) };
}

function taken(members: readonly Drawn[], age: number): boolean {
  return members.some((member) => member.relation === 'CHILD' && member.age === age);
}

/** The head's mother, then the father; none once both are here or would be too old. */
function parentOf(random: Random, members: readonly Drawn[]): Drawn | null {
  const head = members[0]!;
  const parents = members.filter((member) => member.relation === 'PARENT');
  const age = head.age + random.between(19, 32);
  if (parents.length > 1 || age > OLDEST) return null;
  return { relation: 'PARENT', sex: parents.length === 0 ? 'FEMALE' : 'MALE', age, marital: 'WIDOWED' };
}

function young(random: Random, relation: Relation, oldest: number): Drawn {
  const age = random.between(0, Math.max(0, oldest));
  return {
    relation,
    sex: random.chance(0.52) ? 'MALE' : 'FEMALE',
    age,
    marital: maritalOfYoung(random, age),
  };
}

function maritalOfYoung(random: Random, age: number): MaritalStatus {
  return age >= 21 && random.chance(0.15)
    ? random.weighted([
        ['MARRIED', 3],
        ['DIVORCED', 1],
      ] as const)
    : 'SINGLE';
}

function grown(random: Random, relation: Relation, head: Drawn): Drawn {
  const near = relation === 'SIBLING' ? head.age + random.between(-12, 12) : random.between(4, 78);
  const age = Math.max(1, Math.min(OLDEST, near));
  const marital =
    age < 30
      ? maritalOfYoung(random, age)
      : random.weighted([
          ['SINGLE', 5],
          ['WIDOWED', 3],
          ['DIVORCED', 3],
        ] as const);
  return { relation, sex: random.chance(0.5) ? 'MALE' : 'FEMALE', age, marital };
}

/** Ages become birth years; a fourth person of one year and sex is a year older, because identity numbers are counted by year and sex. Two parents are a couple. */
function spread(members: readonly Drawn[], lastYear: number): MemberPlan[] {
  const couple = members.filter((member) => member.relation === 'PARENT').length === 2;
  const counted = new Map<string, number>();
  return members.map(({ relation, sex, age, marital }) => {
    let birthYear = lastYear - age;
    while ((counted.get(`${birthYear}/${sex}`) ?? 0) >= SAME_YEAR_AND_SEX) birthYear -= 1;
    counted.set(`${birthYear}/${sex}`, (counted.get(`${birthYear}/${sex}`) ?? 0) + 1);
    return { relation, sex, birthYear, marital: couple && relation === 'PARENT' ? 'MARRIED' : marital };
  });
}
