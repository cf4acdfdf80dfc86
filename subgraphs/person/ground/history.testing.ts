import { type ClassSet, opens } from '@seisi/schema/classes';
import fc from 'fast-check';
import { decide } from './decide.ts';
import type { Ground } from './ground.ts';
import type { Resident, Situation } from './situation.ts';
import type { Form } from './span.testing.ts';

/** A stretch of days: from the first to the day before the last. */
type Days = { readonly since: number; readonly until: number };
type Stay = Days & { readonly relation: Resident['relation'] };

/** One who lived in the household for a time, and earned what nobody but they should know. */
type Someone = {
  readonly key: string;
  /** The day of coming of age. */
  readonly adultFrom: number;
  readonly stay: Stay;
  readonly incomes: readonly (Days & { readonly unknown: number })[];
};

/** A consent of one to another, by their places among the people: given on its first day, in force to the day before its last. */
type Given = Days & { readonly giver: number; readonly reader: number };

/** All that happened in one household: who lived there, who earned when, who consented to whom, when it was assessed, since when it is sealed. */
export type History = {
  readonly people: readonly Someone[];
  readonly consents: readonly Given[];
  readonly assessedOn: readonly number[];
  readonly sealedFrom: number;
  readonly unknowns: number;
};

const LAST_DAY = 10;
const ALWAYS: Days = { since: 0, until: LAST_DAY + 1 };
const days = fc
  .tuple(fc.nat(LAST_DAY), fc.integer({ min: 1, max: LAST_DAY + 1 }))
  .map(([since, length]): Days => ({ since, until: since + length }));
const often = <Value>(value: fc.Arbitrary<Value>, usual: Value) =>
  fc.oneof({ arbitrary: value, weight: 2 }, { arbitrary: fc.constant(usual), weight: 3 });

/** Two or three adults, and up to two minors of whom one may come of age. */
export const history: fc.Arbitrary<History> = fc
  .record({
    adults: fc.array(someone('adult'), { minLength: 2, maxLength: 3 }),
    minors: fc.array(someone('minor'), { maxLength: 2 }),
    consents: fc.array(given(), { maxLength: 6 }),
    assessedOn: fc.uniqueArray(fc.nat(LAST_DAY), { maxLength: 3 }),
    sealedFrom: often(fc.nat(LAST_DAY), LAST_DAY + 1),
  })
  .map(({ adults, minors, ...rest }) => {
    let unknowns = 0;
    const people = [...adults, ...minors].map((one, at) => ({
      ...one,
      key: `person-${at}`,
      stay: { ...one.stay, relation: relationOf(at, adults.length, one.stay.relation) },
      incomes: one.incomes.map((each) => ({ ...each, unknown: unknowns++ })),
    }));
    return { people, ...rest, unknowns };
  });

function given(): fc.Arbitrary<Given> {
  return fc
    .tuple(often(days, ALWAYS), fc.nat(2), fc.nat(2))
    .map(([when, giver, reader]): Given => ({ ...when, giver, reader }));
}

function someone(age: 'adult' | 'minor') {
  return fc.record({
    adultFrom: age === 'adult' ? fc.constant(0) : often(fc.integer({ min: 1, max: LAST_DAY }), LAST_DAY + 1),
    stay: fc
      .tuple(often(days, ALWAYS), fc.constantFrom('SPOUSE', 'PARENT', 'CHILD', 'GRANDCHILD'))
      .map(([stay, relation]): Stay => ({ ...stay, relation: relation as Resident['relation'] })),
    incomes: fc.array(often(days, ALWAYS), { maxLength: 3 }),
  });
}

function relationOf(at: number, adults: number, drawn: Resident['relation']): Resident['relation'] {
  if (at === 0) return 'HEAD';
  if (at < adults) return drawn === 'GRANDCHILD' ? 'CHILD' : drawn;
  return drawn === 'GRANDCHILD' ? 'GRANDCHILD' : 'CHILD';
}

const isIn = ({ since, until }: Days, day: number) => since <= day && day < until;

/** The sum of what these people earned on a day, as a form over the unknown amounts. */
function sumOf({ unknowns }: History, people: readonly Someone[], day: number): Form {
  const counted = people.flatMap(({ incomes }) => incomes.filter((each) => isIn(each, day)));
  return Array.from({ length: unknowns }, (_, at) => counted.filter(({ unknown }) => unknown === at).length);
}

function membersOn({ people }: History, day: number): readonly Someone[] {
  return people.filter(({ stay }) => isIn(stay, day));
}

/** Whose consent to the reader counts on a day: an adult's, given while both lived there, where both have lived ever since. */
function consentersOn({ people, consents }: History, reader: Someone, day: number): string[] {
  return consents.flatMap((consent) => {
    const giver = people[consent.giver];
    if (giver === undefined || people[consent.reader] !== reader || !isIn(consent, day)) return [];
    const stayed = [giver, reader].every(({ stay }) => isIn(stay, consent.since) && isIn(stay, day));
    return stayed && giver.adultFrom <= consent.since ? [giver.key] : [];
  });
}

/** The amounts that figures hold on days on which whose they are had consented to the reader: what was consented to. */
export function consentedTo(history: History, reader: Someone): Set<number> {
  const all = Array.from({ length: LAST_DAY + 1 }, (_, day) => {
    const consenters = consentersOn(history, reader, day);
    return [day, ...newestAssessment(history, day)].flatMap((each) =>
      membersOn(history, each)
        .filter(({ key }) => consenters.includes(key))
        .flatMap(({ incomes }) => incomes.filter((income) => isIn(income, each))),
    );
  });
  return new Set(all.flat().map(({ unknown }) => unknown));
}

/** The household as the mint knows it on a day, for one reader: what `situation.loaders.ts` reads. */
function situationOn(history: History, day: number, reader: Someone): Situation {
  const counted = [day, ...newestAssessment(history, day)];
  return {
    key: 'home',
    state: '05',
    district: '5_5',
    sealed: history.sealedFrom <= day,
    sealedElsewhere: false,
    referrers: [],
    residents: membersOn(history, day).map(({ key, stay, adultFrom }) => ({
      personKey: key,
      relation: stay.relation,
      adult: adultFrom <= day,
    })),
    earners: counted.flatMap((each) =>
      membersOn(history, each)
        .filter(({ incomes }) => incomes.some((income) => isIn(income, each)))
        .map(({ key }) => key),
    ),
    consenters: consentersOn(history, reader, day),
  };
}

function newestAssessment({ assessedOn }: History, day: number): number[] {
  const past = assessedOn.filter((each) => each <= day);
  return past.length === 0 ? [] : [Math.max(...past)];
}

/** What a reader has seen over all days: sums and single amounts, and of whom amounts were seen as a minor's. */
export type Read = { readonly forms: readonly Form[]; readonly asMinor: ReadonlySet<number> };

/** Whether a household's figures are open to a reader to whom these classes of it are. */
type OpensFigures = (classes: ClassSet | null) => boolean;

/** Everything about money that an adult may read of the household and its people on all days. */
export function readBy(
  history: History,
  reader: Someone,
  opensFigures: OpensFigures = (classes) => classes !== null && opens(classes, 'poverty'),
): Read {
  const forms: Form[] = [];
  const asMinor = new Set<number>();
  for (let day = 0; day <= LAST_DAY; day += 1) {
    const adult = reader.adultFrom <= day;
    const ground: Ground = { kind: 'SELF', personKey: reader.key, adult, assurance: 'high' };
    forms.push(...figuresOn(history, situationOn(history, day, reader), ground, day, opensFigures));
    for (const person of peopleOpenOn(history, situationOn(history, day, reader), ground, day)) {
      for (const income of person.incomes.filter((each) => isIn(each, day))) {
        forms.push(sumOf(history, [{ ...person, incomes: [income] }], day));
        if (person.adultFrom > day) asMinor.add(income.unknown);
      }
    }
  }
  return { forms, asMinor };
}

/** The total of a day and that of the newest assessment, where they are open; income per head times members is the same. */
function figuresOn(
  history: History,
  household: Situation,
  ground: Ground,
  day: number,
  opensFigures: OpensFigures,
): Form[] {
  const open = decide(ground, { kind: 'HOUSEHOLD', household });
  if (open === null || !opensFigures(open)) return [];
  return [day, ...newestAssessment(history, day)].map((each) =>
    sumOf(history, membersOn(history, each), each),
  );
}

/** Those whose single incomes are open on a day. */
function peopleOpenOn(history: History, household: Situation, ground: Ground, day: number): Someone[] {
  return history.people.filter((person) => {
    const households = isIn(person.stay, day) ? [household] : [];
    const open = decide(ground, { kind: 'PERSON', key: person.key, households, consents: [] });
    return open !== null && opens(open, 'income');
  });
}

/** Every form that tells what somebody earned as an adult: each amount, and each day's sum, without the amounts that are told already. */
export function secretsOf(history: History, person: Someone, told: ReadonlySet<number>): Form[] {
  const incomes = person.incomes.filter(({ unknown }) => !told.has(unknown));
  const secret = { ...person, incomes };
  const forms: Form[] = [];
  for (let day = person.adultFrom; day <= LAST_DAY; day += 1) {
    forms.push(sumOf(history, [secret], day));
    for (const income of incomes) forms.push(sumOf(history, [{ ...secret, incomes: [income] }], day));
  }
  return forms.filter((form) => form.some((count) => count > 0));
}
