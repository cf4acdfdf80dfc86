import { expect, test } from 'vitest';
import { everyElementHasADescription } from './every-element-has-a-description.ts';
import { findings } from './testing.ts';

test.each([
  ['a type', '"A state (negeri)."', 'State'],
  ['a field', '"Name (nama)." name: String @policy', 'Person.name', 'name: String @policy'],
  ['an argument', '"Which."', 'Query.people(filter:)'],
  ['an enum', '"Sex (jantina)."\nenum', 'Sex', 'enum'],
  ['an enum value', '"Male (Lelaki): odd."', 'Sex.MALE'],
  ['an input', '"Filter (tapisan)."', 'PersonFilter'],
  ['an input field', '{ "Sex (jantina)." sex', 'PersonFilter.sex', '{ sex'],
])('%s without a description is found', (_what, was, coordinate, is = '') => {
  expect(findings(everyElementHasADescription, [was, is])).toEqual([`${coordinate} has no description`]);
});
