import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUTOMATIC_FROM, REVIEW_FROM, WEIGHTS } from '../../subgraphs/person/identity-weight.ts';
import { labelled } from './labelled.ts';
import { LEARNING, learn } from './learn.ts';
import { type Figures, isKept, measure, measureNaive, promised, told } from './measure.ts';

const PROOF = { seed: 2, families: 500, years: 1 } as const;
const FIGURES = { WITH: once('WITH'), WITHOUT: once('WITHOUT') } as const;

test('weights and thresholds are what the learning half comes to', () => {
  expect(learn(WEIGHTS)).toEqual({
    weights: WEIGHTS,
    automaticFrom: AUTOMATIC_FROM,
    reviewFrom: REVIEW_FROM,
  });
}, 120_000);

test.each(['WITH', 'WITHOUT'] as const)(
  '%s identity numbers: automatic pairs are right, and true pairs are found',
  (numbers) => {
    const figures = FIGURES[numbers]();
    process.stdout.write(`${numbers.toLowerCase()} identity numbers: ${told(figures)}\n`);
    expect(figures.truths).toBeGreaterThan(500);
    expect(isKept(figures, promised(numbers)), told(figures)).toBe(true);
  },
  120_000,
);

test('the set is too hard for exact names and days of birth, and for weights alone', () => {
  const naive = measureNaive({ ...PROOF, numbers: 'WITHOUT' });
  expect(naive.precision).toBeLessThan(0.98);
  expect(naive.recall).toBeLessThan(0.5);
  expect(FIGURES.WITHOUT().precisionByWeight).toBeLessThan(0.98);
}, 120_000);

test('it is proved on other people than it was learned from, and the same options give the same entries', () => {
  expect(LEARNING.map(({ seed }) => seed)).not.toContain(PROOF.seed);
  const options = { seed: 9, families: 20, years: 1, numbers: 'WITH' } as const;
  expect(labelled(options)).toEqual(labelled(options));
});

test.each(['names.ts', 'population.ts', 'spoil.ts', 'labelled.ts'])(
  '%s knows nothing of the matcher',
  (file) => {
    const imported = [
      ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/from '(?<path>[^']+)'/gu),
    ];
    const paths = imported.map((found) => found.groups?.['path']);
    expect(paths).toContain('@seisi/migrations/seed/random');
    expect(
      paths.filter(
        (path) => !/^(@seisi\/migrations\/seed\/random|\.\/(names|population|spoil)\.ts)$/u.test(path!),
      ),
    ).toEqual([]);
  },
);

/** The figures of the proof, counted when they are first asked for. */
function once(numbers: 'WITH' | 'WITHOUT'): () => Figures {
  let figures: Figures | null = null;
  return () => {
    figures ??= measure({ ...PROOF, numbers });
    return figures;
  };
}
