import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type History, history, readBy, secretsOf } from './history.testing.ts';
import { spans } from './span.testing.ts';

const RUNS = 1500;

/** The secrets of others that a reader can compute from all that was read. */
function found(told: History, read: typeof readBy = readBy): number {
  const adults = told.people.filter(({ adultFrom }) => adultFrom === 0);
  const leaks = adults.flatMap((reader) => {
    const { forms, asMinor } = read(told, reader);
    return told.people
      .filter((other) => other !== reader)
      .flatMap((other) => secretsOf(told, other, asMinor))
      .filter((secret) => spans(forms, secret));
  });
  return leaks.length;
}

test('nothing that an adult may read of the household, over any time, comes to what another adult earns', () => {
  fc.assert(
    fc.property(history, (told) => {
      expect(found(told)).toBe(0);
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
      assessedOn: [2],
      sealedFrom: 99,
      unknowns: 2,
    };

    expect(found(left, showingFigures)).toBeGreaterThan(0);
    expect(found(left)).toBe(0);
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
