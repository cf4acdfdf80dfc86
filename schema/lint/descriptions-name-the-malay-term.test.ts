import { expect, test } from 'vitest';
import { descriptionsNameTheMalayTerm } from './descriptions-name-the-malay-term.ts';
import { findings } from './testing.ts';

test('a type or field whose description has no term in brackets is found', () => {
  expect(
    findings(
      descriptionsNameTheMalayTerm,
      ['"A state (negeri)."', '"A state."'],
      ['"Name (nama)." name: String @policy', '"Name (1)." name: String @policy'],
    ),
  ).toEqual(['Person.name names no Malay term in brackets', 'State names no Malay term in brackets']);
});
