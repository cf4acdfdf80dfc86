import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { Slice } from './slices.ts';

type LogLevel = NonNullable<ConstructorParameters<typeof Stryker>[0]['logLevel']>;

/** What became of one mutant. */
export type Mutant = {
  /** From the root of the project. */
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  /** The text that was replaced, and by what; white space is one blank. */
  readonly was: string;
  readonly is: string;
  readonly status: string;
  /** How many tests ran. */
  readonly tests: number;
};

/** Mutates these files of a slice, in the current folder: only ever a copy. */
export async function mutate(slice: Slice, files: readonly string[], atOnce: number): Promise<Mutant[]> {
  const root = process.cwd();
  // Not Stryker's `testFiles`: with it a static mutant is switched on after its module was loaded, and survives (its issue 6144).
  writeFileSync('vitest.config.ts', configText(slice.tests));
  const results = await new Stryker({
    // Its own sandbox would lose the links between the packages; the copy that we stand in is the sandbox.
    inPlace: true,
    mutate: [...files],
    testRunner: 'vitest',
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
    vitest: { configFile: 'vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // The tables of classes, purposes and levels are static, and are the rules: their mutants count.
    ignoreStatic: false,
    concurrency: atOnce,
    // Beyond one and a half times the ordinary time. So long that only a loop without an end takes it, on a busy machine too.
    timeoutMS: 60_000,
    disableTypeChecks: false,
    cleanTempDir: 'always',
    reporters: ['progress-append-only'],
    logLevel: 'warn' as LogLevel,
    warnings: false,
  }).runMutationTest();
  return results.map(({ fileName, location: { start, end }, ...result }) => {
    const file = relative(root, fileName);
    return {
      file,
      line: start.line,
      mutator: result.mutatorName,
      was: oneLine(textBetween(readFileSync(join(root, file), 'utf8'), start, end)),
      is: oneLine(result.replacement ?? ''),
      status: result.status,
      tests: result.testsCompleted ?? 0,
    };
  });
}

type Position = { readonly line: number; readonly column: number };

/** Lines and columns are counted from 1. */
function textBetween(text: string, start: Position, end: Position): string {
  const lines = text.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
    )
    .join('\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function configText(tests: readonly string[]): string {
  return `import { testConfig } from './test/mutation/test-config.ts';\nexport default testConfig(${JSON.stringify(tests)});\n`;
}
