import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consentedTo, type History, history, readBy, secretsOf } from './history.testing.ts';
import { spans } from './span.testing.ts';

const RUNS = 1500;

type Reader = History['people'][number];
const adultsOf = ({ people }: History) => people.filter(({ adultFrom }) => adultFrom === 0);

/** The secrets of others that one reader can compute from all that was read, but for amounts that are told already. */
function foundBy(told: History, reader: Reader, known: ReadonlySet<number>, read = readBy): number {
  const { forms, asMinor } = read(told, reader);
  const secrets = told.people
    .filter((other) => other !== reader)
    .flatMap((other) => secretsOf(told, other, new Set([...asMinor, ...known])));
  return secrets.filter((secret) => spans(forms, secret)).length;
}

/** The same of all adults together, where nobody consented to anything. */
function found(told: History, read = readBy): number {
  const silent = { ...told, consents: [] };
  return adultsOf(silent).reduce((count, reader) => count + foundBy(silent, reader, new Set(), read), 0);
}

test('nothing that an adult may read of the household, over any time, comes to what another adult earns', () => {
  fc.assert(
    fc.property(history, (told) => {
      expect(found(told)).toBe(0);
    }),
    { numRuns: RUNS },
  );
});

test('with consents, it comes to amounts alone that were in a figure while whose they are had consented to this reader', () => {
  fc.assert(
    fc.property(history, (told) => {
      for (const reader of adultsOf(told)) expect(foundBy(told, reader, consentedTo(told, reader))).toBe(0);
    }),
    { numRuns: RUNS },
  );
});

test('as long as one who has a part has not consented, the consents of all others tell nothing', () => {
  fc.assert(
    fc.property(history, ({ people, consents, ...rest }) => {
      const always = { since: 0, until: 99 };
      const silent = people.map((one, at) =>
        at === 1
          ? { ...one, stay: { ...one.stay, ...always }, incomes: [{ ...always, unknown: rest.unknowns }] }
          : one,
      );
      const told: History = {
        ...rest,
        people: silent,
        consents: consents.filter(({ giver }) => giver !== 1),
        unknowns: rest.unknowns + 1,
      };
      for (const reader of adultsOf(told))
        if (reader !== silent[1]) expect(foundBy(told, reader, new Set())).toBe(0);
    }),
    { numRuns: RUNS },
  );
});

describe('the search finds what is there to be found', () => {
  const own = { since: 0, until: 9 };
  const earning = (key: string, relation: 'HEAD' | 'SPOUSE', unknown: number, incomes = own) => ({
    key,
    adultFrom: 0,
    stay: { ...own, relation },
    incomes: [{ ...incomes, unknown }],
  });
  const showingFigures: typeof readBy = (told, reader) => readBy(told, reader, () => true);

  test('a household’s total less the own income is the spouse’s', () => {
    const two: History = {
      people: [earning('ana', 'HEAD', 0), earning('budi', 'SPOUSE', 1)],
      consents: [],
      assessedOn: [],
      sealedFrom: 99,
      unknowns: 2,
    };

    expect(found(two, showingFigures)).toBeGreaterThan(0);
    expect(found(two)).toBe(0);
  });

  test('an old assessment tells of one who has left or stopped earning since', () => {
    const left: History = {
      people: [earning('ana', 'HEAD', 0), earning('budi', 'SPOUSE', 1, { since: 0, until: 3 })],
      consents: [],
      assessedOn: [2],
      sealedFrom: 99,
      unknowns: 2,
    };

    expect(found(left, showingFigures)).toBeGreaterThan(0);
    expect(found(left)).toBe(0);
  });

  test('the spouse’s consent tells the spouse’s income, to whom it was given and while it counts', () => {
    const two: History = {
      people: [earning('ana', 'HEAD', 0), earning('budi', 'SPOUSE', 1)],
      consents: [{ giver: 1, reader: 0, since: 3, until: 5 }],
      assessedOn: [],
      sealedFrom: 99,
      unknowns: 2,
    };
    const toldTo = (told: History) => told.people.map((reader) => foundBy(told, reader, new Set()) > 0);

    expect(toldTo(two)).toEqual([true, false]);
    expect(toldTo({ ...two, sealedFrom: 3 })).toEqual([false, false]);
    expect(toldTo({ ...two, consents: [] })).toEqual([false, false]);
  });

  test('many random households would tell, if figures were shown to every resident', () => {
    const told = fc.sample(history, { numRuns: 200, seed: 1 });

    expect(told.filter((each) => found(each, showingFigures) > 0).length).toBeGreaterThan(50);
  });
});

test('what is known spans sums and differences of it, and nothing else', () => {
  expect(
    spans(
      [
        [1, 1, 0],
        [0, 1, 0],
      ],
      [1, 0, 0],
    ),
  ).toBe(true);
  expect(
    spans(
      [
        [1, 1, 0],
        [0, 1, 1],
        [1, 0, 1],
      ],
      [1, 0, 0],
    ),
  ).toBe(true);
  expect(
    spans(
      [
        [1, 1, 0],
        [0, 1, 1],
      ],
      [1, 0, 0],
    ),
  ).toBe(false);
  expect(spans([[1, 1, 1]], [0, 0, 1])).toBe(false);
  expect(spans([], [0, 0, 0])).toBe(true);
});
