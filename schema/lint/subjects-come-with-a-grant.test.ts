import { expect, test } from 'vitest';
import { subjectsComeWithAGrant } from './subjects-come-with-a-grant.ts';
import { findings } from './testing.ts';

test('a field that another room adds to a subject without asking for its grant is found', () => {
  expect(findings(subjectsComeWithAGrant, ['@requires(fields: "grant") ', ''])).toEqual([
    'Person.applications is added to a subject and must say @requires(fields: "grant")',
  ]);
});

test('what a file holds without asking for its subject’s grant is found', () => {
  expect(findings(subjectsComeWithAGrant, [' @requires(fields: "applicant { grant }")', ''])).toEqual([
    'ApplicationFile.application is in a file and must @requires its subject’s grant',
  ]);
});

test('a file of the room that mints asks nobody for a grant', () => {
  const file = `"A leave's file (fail)."
type LeaveFile @key(fields: "id") {
  "Identifier (pengenal)." id: ID! @authenticated
  "Person (orang)." person: Person @authenticated
  "Day (hari)." day: String @policy(policies: [["receipts"]])
}
"A state (negeri)."
type State`;
  const leave = 'type Query {\n  "Leave (fail)." leave: LeaveFile @authenticated\n';

  expect(
    findings(subjectsComeWithAGrant, ['"A state (negeri)."\ntype State', file], ['type Query {\n', leave]),
  ).toEqual([]);
});

test('a record that can be entered by a key is found', () => {
  expect(
    findings(subjectsComeWithAGrant, ['type Application {', 'type Application @key(fields: "id") {']),
  ).toContain('Application has a @key; a record is met through its subject or its file');
});

test('a grant that is handed on by @shareable, @override or @provides is found', () => {
  expect(
    findings(subjectsComeWithAGrant, ['grant: Grant @inaccessible', 'grant: Grant @inaccessible @shareable']),
  ).toEqual(['Person.grant may not be @shareable']);
  expect(
    findings(subjectsComeWithAGrant, [
      '"Identifier (pengenal)." id: ID! @authenticated\n',
      '"Identifier (pengenal)." id: ID! @authenticated @override(from: "register")\n',
    ]),
  ).toContain('Person.id may not be @override');
  expect(
    findings(
      subjectsComeWithAGrant,
      ['grant: Grant @inaccessible', 'grant: Grant @inaccessible @shareable'],
      [
        '"Applicant (pemohon)." applicant: Person @authenticated\n}',
        '"Applicant (pemohon)." applicant: Person @authenticated @provides(fields: "grant")\n}',
      ],
    ),
  ).toContain('Application.applicant @provides may not bring a grant, facts, key or id');
});
