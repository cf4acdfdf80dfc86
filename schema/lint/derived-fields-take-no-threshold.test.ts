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
