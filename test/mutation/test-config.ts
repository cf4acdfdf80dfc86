import type { ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The first test that fails ends the run of a mutant, so the long ones come last; left to itself vitest begins with them. */
class PropertiesLast extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = propertiesLast(files.map(({ moduleId }) => moduleId));
    return Promise.resolve(
      files.toSorted((one, other) => sorted.indexOf(one.moduleId) - sorted.indexOf(other.moduleId)),
    );
  }
}

/** Test files in the order of the alphabet, and after them those that draw many values. */
export function propertiesLast(files: readonly string[]): string[] {
  const isProperty = (file: string) => Number(file.endsWith('.property.test.ts'));
  return files.toSorted(
    (one, other) => isProperty(one) - isProperty(other) || one.localeCompare(other, 'en'),
  );
}

/** How tests run on mutants: no database, and properties draw the same values in every run, so that a mutant always meets the same end. */
export function testConfig(tests: readonly string[]): ViteUserConfig {
  return {
    resolve: { alias: { graphql: 'graphql/index.js' } },
    test: {
      include: [...tests],
      exclude: ['**/node_modules/**'],
      setupFiles: ['test/mutation/same-draws.ts'],
      sequence: { sequencer: PropertiesLast },
      environment: 'node',
      // Loading what tests import takes longer than they do.
      isolate: false,
      // On a busy machine the properties take long; for how long a mutant is waited, Stryker knows.
      testTimeout: 120_000,
    },
  };
}
