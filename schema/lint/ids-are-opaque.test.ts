import { expect, test } from 'vitest';
import { idsAreOpaque } from './ids-are-opaque.ts';
import { findings } from './testing.ts';

test('an id that is a number or may be missing is found', () => {
  expect(
    findings(idsAreOpaque, [
      '"Identifier (pengenal)." id: ID! @authenticated\n  "Number',
      '"Identifier (pengenal)." id: Int @authenticated\n  "Number',
    ]),
  ).toEqual(['Application.id is an identifier and must be ID!']);
  expect(findings(idsAreOpaque, ['"Identifier." id: ID!', '"Identifier." id: Int!'])).toEqual([
    'Query.person(id:) is an identifier and must be ID!',
  ]);
});

test('a field, argument or input field that names the id of another thing is found', () => {
  expect(
    findings(
      idsAreOpaque,
      ['applicant: Person @authenticated\n}', 'applicantId: ID @authenticated\n}'],
      ['scheme: ID! @tag', 'schemeIds: [ID!]! @tag'],
    ),
  ).toEqual([
    'Application.applicantId names an identifier of another thing; link to the thing itself',
    'SubmitApplicationInput.schemeIds names an identifier of another thing; link to the thing itself',
  ]);
});
