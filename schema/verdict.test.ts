import fc from 'fast-check';
import { expect, test } from 'vitest';
import { told, Verdict } from './verdict.ts';

const YES = Verdict.of(told('a', true), Boolean);
const NO = Verdict.of(told('a', false), Boolean);
const CANNOT_TELL = Verdict.unknown('a');

test.each([
  ['YES', 'YES', 'YES', 'YES'],
  ['YES', 'NO', 'NO', 'YES'],
  ['YES', 'CANNOT_TELL', 'CANNOT_TELL', 'YES'],
  ['NO', 'YES', 'NO', 'YES'],
  ['NO', 'NO', 'NO', 'NO'],
  ['NO', 'CANNOT_TELL', 'NO', 'CANNOT_TELL'],
  ['CANNOT_TELL', 'YES', 'CANNOT_TELL', 'YES'],
  ['CANNOT_TELL', 'NO', 'NO', 'CANNOT_TELL'],
  ['CANNOT_TELL', 'CANNOT_TELL', 'CANNOT_TELL', 'CANNOT_TELL'],
] as const)('%s with %s is %s joined by and, %s by or', (one, other, and, or) => {
  const verdicts = { YES, NO, CANNOT_TELL };

  expect(verdicts[one].and(verdicts[other]).answer).toBe(and);
  expect(verdicts[one].or(verdicts[other]).answer).toBe(or);
});

test('only what could not be told is named, each fact once, and nothing where the answer stands without it', () => {
  const [a, b] = [Verdict.unknown('a'), Verdict.unknown('b')];

  expect(b.and(a).and(b).because).toEqual(['a', 'b']);
  expect(a.and(b).and(YES).because).toEqual(['a', 'b']);
  expect(a.and(NO).because).toEqual([]);
  expect(a.or(YES).because).toEqual([]);
});

test('a verdict has no other maker: not even its constructor can be called, and what it holds cannot be set', () => {
  // @ts-expect-error the constructor is private
  const made = (): unknown => new Verdict({ answer: 'NO', witness: { kind: 'KNOWN', value: 1 } });
  // @ts-expect-error a verdict of a fact that is unknown cannot ask for its value
  const judged = (): unknown => Verdict.of({ kind: 'UNKNOWN', fact: 'a' } as const, ({ value }) => value);

  expect(made).toBeTypeOf('function');
  expect(judged).toBeTypeOf('function');
  expect(() => Object.assign(CANNOT_TELL, { answer: 'NO' })).toThrow(TypeError);
});

test('an unknown fact is never judged', () => {
  const judge = () => {
    throw new Error('judged');
  };
  expect(Verdict.of(told('a', null), judge).answer).toBe('CANNOT_TELL');
});

/** A formula over six facts. */
type Formula = number | { readonly join: 'and' | 'or'; readonly parts: readonly [Formula, Formula] };

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.nat({ max: 5 }),
    fc.record({ join: fc.constantFrom('and', 'or'), parts: fc.tuple(tie('formula'), tie('formula')) }),
  ),
}));
const facts = fc.array(fc.option(fc.boolean()), { minLength: 6, maxLength: 6 });

function verdictOf(given: Formula, values: readonly (boolean | null)[]): Verdict<string> {
  if (typeof given === 'number')
    return Verdict.of(told(String(given), values[given] ?? null), (value) => value);
  const [one, other] = given.parts.map((part) => verdictOf(part, values)) as [
    Verdict<string>,
    Verdict<string>,
  ];
  return one[given.join](other);
}

test('with fewer facts known, an answer stays as it was or cannot be told', () => {
  fc.assert(
    fc.property(formula, facts, fc.nat({ max: 5 }), (given, values, lost) => {
      const fewer = values.with(lost, null);
      const before = verdictOf(given, values).answer;
      expect(['CANNOT_TELL', before]).toContain(verdictOf(given, fewer).answer);
    }),
  );
});

test('with all facts known, it is what two-valued logic says', () => {
  const holds = (given: Formula, values: readonly boolean[]): boolean => {
    if (typeof given === 'number') return values[given] ?? false;
    const [one, other] = given.parts.map((part) => holds(part, values));
    return given.join === 'and' ? one === true && other === true : one === true || other === true;
  };
  fc.assert(
    fc.property(formula, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (given, values) => {
      expect(verdictOf(given, values).answer).toBe(holds(given, values) ? 'YES' : 'NO');
    }),
  );
});
