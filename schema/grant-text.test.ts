import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL_CLASSES } from './classes.ts';
import { grantTextOf, readGrantText } from './grant-text.ts';

const set = fc.integer({ min: 0, max: ALL_CLASSES });
const said = fc
  .record({
    ...{ classes: set, byConsent: set, byIncident: set, isSealed: fc.boolean() },
    incidents: fc.array(fc.stringMatching(/^[\w-]{1,20}$/), { maxLength: 3 }),
  })
  .map((one) => (one.byIncident === 0 ? { ...one, incidents: [] } : one));

test('what a grant says is read from its text as it was written', () => {
  fc.assert(
    fc.property(said, (text) => {
      expect(readGrantText(`${grantTextOf(text)}.tag`)).toEqual(text);
    }),
  );
});

test('the text has the form that rooms and gateway of this version know', () => {
  const said = { classes: 35, byConsent: 1, byIncident: 0, incidents: [], isSealed: true };
  expect(grantTextOf(said)).toBe('2.z.1.0.1');
  expect(grantTextOf({ ...said, isSealed: false })).toBe('2.z.1.0.0');
  const byIncidents = { ...said, byIncident: 2, incidents: ['INC-1', 'INC-2'] };
  expect(grantTextOf(byIncidents)).toBe('2.z.1.2.1.INC-1~INC-2');
});

test('any other text says nothing', () => {
  const others = ['', '2', '2.1.0.0.0', '2.1.0.0.0.', '1.1.0.0.0.tag', '2.1.0.0.2.tag', '2.1.0.0.0.tag.more'];
  const incidents = ['2.1.0.0.0.INC-1.tag', '2.1.0.1.0..tag', '2.1.0.1.0.INC-1~.tag', '2.1.0.1.0.INC 1.tag'];
  const sets = ['01', 'A', '-1', '1 ', '', 'zzzzzzzzz', (ALL_CLASSES + 1).toString(36)];
  const forged = sets.flatMap((bits) => [
    `2.${bits}.0.0.0.tag`,
    `2.0.${bits}.0.0.tag`,
    `2.0.0.${bits}.0.tag`,
  ]);

  for (const text of [...others, ...incidents, ...forged]) expect(readGrantText(text)).toBeNull();
});
