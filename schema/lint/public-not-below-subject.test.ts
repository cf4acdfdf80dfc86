import { expect, test } from 'vitest';
import { publicNotBelowSubject } from './public-not-below-subject.ts';
import { findings } from './testing.ts';

test('a public field of a subject, a record or a type that they lead to is found', () => {
  expect(
    findings(
      publicNotBelowSubject,
      ['reference: String @policy(policies: [["aid"]])', 'reference: String @tag(name: "public")'],
      ['name: String! @authenticated', 'name: String! @tag(name: "public")'],
    ),
  ).toEqual([
    'Application.reference is public and lies below a subject or file',
    'Scheme.name is public and lies below a subject or file',
  ]);
});

test('a public type that a subject leads to is found, field by field', () => {
  expect(
    findings(publicNotBelowSubject, [
      '"Address (alamat)." address:',
      '"State (negeri)." state: State @policy(policies: [["area"]])\n"Address (alamat)." address:',
    ]),
  ).toEqual(['State.code is public and lies below a subject or file']);
});
