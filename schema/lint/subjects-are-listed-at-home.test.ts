import { expect, test } from 'vitest';
import { subjectsAreListedAtHome } from './subjects-are-listed-at-home.ts';
import { findings } from './testing.ts';

const ROOT = 'type Query { "A file (fail)."';

test('a list of subjects in another room is found, plain or paged', () => {
  expect(
    findings(subjectsAreListedAtHome, [
      ROOT,
      `type Query { "Applicants (pemohon)." applicants: [Person!] @authenticated @listSize(assumedSize: 9) "A file (fail)."`,
    ]),
  ).toEqual(['Query.applicants lists subjects outside the room that owns them']);
  expect(
    findings(
      subjectsAreListedAtHome,
      [
        '"A scheme (skim)."',
        '"A row (baris)."\ntype ApplicantEdge { "Person (orang)." node: Person @authenticated }\n"A scheme (skim)."',
      ],
      [ROOT, `type Query { "Applicant (pemohon)." applicant: ApplicantEdge @authenticated "A file (fail)."`],
    ),
  ).toEqual(['ApplicantEdge.node lists subjects outside the room that owns them']);
});
