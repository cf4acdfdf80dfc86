import { type Random, randomOf } from '@seisi/migrations/seed/random';
import { officially } from './names.ts';
import { type Human, population } from './population.ts';
import { birthAs, homeAs, nameAs, numberAs } from './spoil.ts';

/** What a register or a list holds of somebody, and who that really is. */
export type Labelled = {
  /** Who it really is: two entries of one `human` are a true pair. */
  readonly human: number;
  readonly name: string;
  readonly identityNumber: string | null;
  readonly birthDate: string;
  readonly sex: 'FEMALE' | 'MALE';
  readonly addressLine: string;
  readonly postcode: string;
  readonly district: string;
};

export type LabelledOptions = {
  readonly seed: number;
  readonly families: number;
  /** Over how many years the birthdays of one generation are spread: as many people a day as in a large register need few. */
  readonly years: number;
  /** Whether the papers bear identity numbers; without, a third of the entries still has one. */
  readonly numbers: 'WITH' | 'WITHOUT';
};

/** How many of the people stand in the register a second time, and of those how many a third time. */
const AGAIN = 0.35;

/** A register in which some people stand twice, by papers of other offices. The same options give the same entries for ever. */
export function labelled({ seed, families, years, numbers }: LabelledOptions): readonly Labelled[] {
  const people = population(randomOf(seed, 'match-people', 0), families, years);
  const random = randomOf(seed, 'match-papers', 0);
  const entries = people.flatMap((human) => {
    const first = asRegistered(random, human);
    if (!random.chance(AGAIN)) return [first];
    const again = spoiled(random, human, people);
    return random.chance(0.1) ? [first, again, spoiled(random, human, people)] : [first, again];
  });
  if (numbers === 'WITH') return entries;
  return entries.map((one) => (random.chance(0.67) ? { ...one, identityNumber: null } : one));
}

function asRegistered(random: Random, human: Human): Labelled {
  const { name, birthDate, identityNumber, home, id } = human;
  const said = { human: id, name: officially(name), identityNumber, birthDate, sex: name.sex };
  return { ...said, ...homeAs(random, home, true) };
}

/** By the paper of another office: some have moved, and what is written is written otherwise. */
function spoiled(random: Random, human: Human, people: readonly Human[]): Labelled {
  const { name, id } = human;
  const home = random.chance(0.2) ? movedTo(random, human, people) : human.home;
  return {
    human: id,
    name: nameAs(random, name, human),
    identityNumber: numberAs(random, human),
    birthDate: birthAs(random, human.birthDate),
    sex: random.chance(0.007) ? (name.sex === 'MALE' ? 'FEMALE' : 'MALE') : name.sex,
    ...homeAs(random, home, false),
  };
}

/** Somebody else's address, mostly in the own district. */
function movedTo(random: Random, { home }: Human, people: readonly Human[]): Human['home'] {
  const other = random.pick(people).home;
  return random.chance(0.6) ? { ...other, postcode: home.postcode, district: home.district } : other;
}
