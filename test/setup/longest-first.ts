import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, longest first. One that begins last keeps one of two processors waiting for it. */
const LONGEST = [
  'test/audit/house-kill',
  'test/wire/revocation',
  'test/wire/house-over-http',
  'test/audit/kill',
  'test/start/',
  'test/contract/planted',
  'test/access/property',
  'test/conformance/fuzz',
  'test/access/',
];

/** Runs the longest files first; the others as vitest sorts them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.includes(name));
      return found === -1 ? LONGEST.length : found;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
