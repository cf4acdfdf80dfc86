import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for processes first, then whole houses, then what is small: a worker that many files share goes on as long as the next file is of its project. */
const PROJECTS = ['house', 'street', 'beside'];

/** Files that take longest, longest first. One that begins last keeps one of two processors waiting for it. */
const LONGEST = [
  'test/audit/house-kill',
  'test/contract/planted',
  'test/start/lifecycle',
  'test/overload/proofs',
  'test/audit/kill',
  'test/start/',
  'test/wire/revocation',
  'test/wire/house-over-http',
  'test/access/matrix',
  'test/access/derived',
  'test/match/',
  'test/conformance/fuzz',
  'test/differential/',
  'test/arrangements/',
  'test/registers/recompute',
  'test/access/',
];

/** Runs project by project, the longest files of each first; the others as vitest sorts them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId, project }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.includes(name));
      return PROJECTS.indexOf(project.name) * 100 + (found === -1 ? LONGEST.length : found);
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
