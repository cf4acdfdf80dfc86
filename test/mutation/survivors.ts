import type { Mutant } from './stryker.ts';

/** A mutant that no test can or should notice, and why. It is known by its text, so that it keeps its place when lines move. */
export type Survivor = {
  readonly file: string;
  readonly mutator: string;
  readonly was: string;
  readonly is: string;
  readonly reason: string;
};

/** The list, from its text: a heading, then one a line, in five columns parted by tabs. Throws where a line is no such line. */
export function readSurvivors(text: string): Survivor[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const [file, mutator, was, is, reason, ...more] = line.split('\t');
    if (!file || !mutator || !was || is === undefined || !reason || more.length > 0)
      throw new Error(`This is no survivor with its reason: ${line}`);
    return { file, mutator, was, is, reason };
  });
}

/** Where the list and a run differ: who survived without a reason, and who is on the list but survived no more. Twins stand on it as often as they survive. */
export function differences(
  mutants: readonly Mutant[],
  listed: readonly Survivor[],
): { readonly unlisted: readonly Mutant[]; readonly gone: readonly Survivor[] } {
  const files = new Set(mutants.map(({ file }) => file));
  const gone = listed.filter(({ file }) => files.has(file));
  const isTakenOff = (mutant: Mutant): boolean => {
    const at = gone.findIndex((one) => isTheSame(one, mutant));
    if (at !== -1) gone.splice(at, 1);
    return at !== -1;
  };
  const unlisted = mutants.filter((mutant) => isAlive(mutant) && !isTakenOff(mutant));
  // Whether one that ran out of time survives, nobody knows: a busy machine is slow.
  for (const mutant of mutants) if (mutant.status === 'Timeout') isTakenOff(mutant);
  return { unlisted, gone };
}

/** Whether no test failed; one that no test reaches is alive too. */
export function isAlive({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage';
}

/** The line of the list for a mutant, its reason still to be written. */
export function lineOf({ file, mutator, was, is }: Mutant): string {
  return [file, mutator, was, is, ''].join('\t');
}

function isTheSame(one: Survivor, { file, mutator, was, is }: Mutant): boolean {
  return one.file === file && one.mutator === mutator && one.was === was && one.is === is;
}
