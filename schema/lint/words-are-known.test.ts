import { expect, test } from 'vitest';
import { findings } from './testing.ts';
import { wordsAreKnown } from './words-are-known.ts';

test('a type without a row is found', () => {
  expect(findings(wordsAreKnown, ['`Scheme` ', ''])).toEqual(['Scheme has no row in WORDS.md']);
});

test('an identifier made of a refused word is found, in every position and spelling', () => {
  expect(
    findings(
      wordsAreKnown,
      ['"Applications (permohonan)."\n  applications', '"Applications (permohonan)."\n  app'],
      ['Number." reference: String!', 'Number." appNumber: String!'],
      [' MALE', ' IN_APP'],
    ),
  ).toEqual([
    'Person.app "app" is a word that WORDS.md refuses',
    'Query.application(appNumber:) "app" is a word that WORDS.md refuses',
    'Sex.IN_APP "app" is a word that WORDS.md refuses',
  ]);
});
