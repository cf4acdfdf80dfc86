import { expect, test } from 'vitest';
import { derivedFieldsTakeNoThreshold } from './derived-fields-take-no-threshold.ts';
import { findings } from './testing.ts';

const ARGUMENT = 'fits("Scheme." code: ID!';

test.each(['Int', 'Float', 'Sen', 'Date', 'String', '[Sen!]!'])(
  'a derived field that takes a %s is found',
  (type) => {
    const found = findings(derivedFieldsTakeNoThreshold, [ARGUMENT, `fits("Limit." limit: ${type}`]);
    const name = type.replaceAll(/[[\]!]/g, '');
    expect(found).toEqual([
      `Person.fits(limit:) takes a ${name}; a derived field takes identifiers and enums alone`,
    ]);
  },
);

test('identifiers and enums pass', () => {
  expect(findings(derivedFieldsTakeNoThreshold, [ARGUMENT, 'fits("Language." in: Language'])).toEqual([]);
});

test('the page of a connection passes, a number of another name does not, nor a page of what is no connection', () => {
  const fits = 'fits("Scheme." code: ID! @tag(name: "class:aid")): Verdict';
  const connection =
    'type FitConnection { "Ends (akhir)." pageInfo: PageInfo! @authenticated }\ntype Application {';
  const paged = (rest: string) =>
    findings(
      derivedFieldsTakeNoThreshold,
      [fits, `fits("How many." first: Int = 20 "After which." after: String${rest}): FitConnection`],
      ['type Application {', connection],
    );

  expect(paged('')).toEqual([]);
  expect(paged(' "Least." least: Int')).toEqual([
    'Person.fits(least:) takes a Int; a derived field takes identifiers and enums alone',
  ]);
  expect(findings(derivedFieldsTakeNoThreshold, [ARGUMENT, 'fits("How many." first: Int'])).toEqual([
    'Person.fits(first:) takes a Int; a derived field takes identifiers and enums alone',
  ]);
});
