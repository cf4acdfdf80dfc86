/**
 * `node test/mutation/run.ts [--only PATH] [--at-once N]`: mutation testing of everything that decides who sees what.
 * Works in a temporary copy, so a run that is killed leaves nothing mutated in the project.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyOfTheProject } from '../contract/copy.ts';
import { scoreOf, scores, scoreText } from './score.ts';
import { mutatedFiles, SLICES } from './slices.ts';
import { type Mutant, mutate } from './stryker.ts';
import { differences, isAlive, lineOf, readSurvivors } from './survivors.ts';

/** In percent, of each folder. */
const LEAST = 95;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '2' },
  },
});

const listed = readSurvivors(readFileSync(join(import.meta.dirname, 'survivors.tsv'), 'utf8'));
const copy = copyOfTheProject();
process.once('exit', () => copy[Symbol.dispose]());
process.chdir(copy.root);

const begun = performance.now();
const mutants: Mutant[] = [];
for (const slice of SLICES) {
  const files = mutatedFiles(slice, copy.root, values.only);
  if (files.length > 0) mutants.push(...(await mutate(slice, files, Number(values['at-once']))));
}

/** What is wrong with the run, a sentence each. */
function complaints(): string[] {
  const { unlisted, gone } = differences(mutants, listed);
  return [
    ...(mutants.length === 0 ? [`Nothing is mutated below ${values.only}.`] : []),
    ...scores(mutants)
      // Of a folder of which only a part was mutated, the score says nothing.
      .filter(({ folder, percent }) => folder.startsWith(values.only) && percent < LEAST)
      .map(({ folder }) => `${folder} scores below ${LEAST} %.`),
    ...mutants
      .filter((mutant) => mutant.status === 'Survived' && mutant.tests === 0)
      .map(({ file, line }) => `${file}:${line} was not measured: no test ran.`),
    ...unlisted.map((one) => `${one.file}:${one.line} survived without a reason:\n  ${lineOf(one)}`),
    ...gone.map((one) => `The list names one that survives no more:\n  ${Object.values(one).join('\t')}`),
  ];
}

const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
process.stdout.write(scores(mutants).map(scoreText).join(''));
process.stdout.write(scoreText(scoreOf('all', mutants)));
process.stdout.write(
  `${mutants.length} mutants in ${minutes} min; ${mutants.filter(isAlive).length} survived, ${listed.length} are on the list\n`,
);
const wrong = complaints();
for (const each of wrong) process.stdout.write(`${each}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
