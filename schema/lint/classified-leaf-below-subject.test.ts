import { expect, test } from 'vitest';
import { classifiedLeafBelowSubject } from './classified-leaf-below-subject.ts';
import { findings } from './testing.ts';

test('a record that a root serves without its file is found, with all it holds', () => {
  const found = findings(classifiedLeafBelowSubject, [
    'application("Number." reference: String! @tag(name: "class:aid")): ApplicationFile',
    'application("Number." reference: String! @tag(name: "class:aid")): Application',
  ]);
  expect(found).toEqual([
    'Application.reference has a class and is reached without passing a subject or file',
    'Application.scheme has a class and is reached without passing a subject or file',
  ]);
});

test('a payload of a mutation is held to the same', () => {
  const found = findings(classifiedLeafBelowSubject, [
    'input: SubmitApplicationInput!): ApplicationFile',
    'input: SubmitApplicationInput!): Application',
  ]);
  expect(found).toHaveLength(2);
});
