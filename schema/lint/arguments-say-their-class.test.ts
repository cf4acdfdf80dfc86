import { expect, test } from 'vitest';
import { argumentsSayTheirClass } from './arguments-say-their-class.ts';
import { findings } from './testing.ts';

test('an argument that chooses among files and says no class is found', () => {
  expect(
    findings(argumentsSayTheirClass, [
      'application("Number." reference: String! @tag(name: "class:aid"))',
      'application("Number." reference: String!)',
    ]),
  ).toEqual([
    'Query.application(reference:) chooses among subjects and says no class: @tag(name: "class:…")',
  ]);
});

test('an argument below a subject and a field of an input are held to the same', () => {
  expect(
    findings(
      argumentsSayTheirClass,
      ['reference: String @tag(name: "class:aid")', 'reference: String'],
      ['sex: Sex @tag(name: "class:identity.masked")', 'sex: Sex'],
    ),
  ).toEqual([
    'Person.applications(reference:) chooses among subjects and says no class: @tag(name: "class:…")',
    'PersonFilter.sex chooses among subjects and says no class: @tag(name: "class:…")',
  ]);
});

test('a word that is no class, and a second class, are found', () => {
  expect(findings(argumentsSayTheirClass, ['class:identity.masked', 'class:sex'])).toEqual([
    'PersonFilter.sex "sex" is no data class',
  ]);
  expect(
    findings(argumentsSayTheirClass, [
      '@tag(name: "class:identity.masked")',
      '@tag(name: "class:identity.masked") @tag(name: "class:aid")',
    ]),
  ).toHaveLength(1);
});
