import { createHmac } from 'node:crypto';
import { bitOf, classSet, DATA_CLASSES, type DataClass } from '@seisi/schema/classes';
import { openGrant } from '@seisi/schema/grant';
import { Grant, type GrantFacts } from '@seisi/schema/grant-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grantWire } from './grant-wire.ts';
import { NOW, passportFor, posting } from './testing.ts';

const wire = grantWire(['newest', 'older']);
const PASSPORT = passportFor(posting(['aid']));

/** By its basis alone, of a subject that is not sealed; or as given. */
function minted(
  subject: string,
  classes: readonly DataClass[],
  passport: Passport,
  keys = wire,
  given: Partial<GrantFacts> = {},
): Grant {
  const facts = { subject, viewer: viewerKey(passport), request: passport.request, expires: NOW + 1 };
  const byBasis = { classes: classSet(classes), byConsent: 0, byIncident: 0, incidents: [], isSealed: false };
  return new Grant({ ...facts, ...byBasis, ...given }, keys.write);
}

test('a grant written as text opens the same classes of the same subject for the same passport, and says what opened them', () => {
  const set = fc.subarray([...DATA_CLASSES]).map((classes) => classSet(classes));
  fc.assert(
    fc.property(
      set,
      set,
      set,
      fc.boolean(),
      fc.uuid(),
      (classes, byConsent, byIncident, isSealed, subject) => {
        const incidents = byIncident === 0 ? [] : ['INC-2026-1', 'incident-2'];
        const given = { classes, byConsent, byIncident, incidents, isSealed };
        const text: unknown = JSON.parse(JSON.stringify(minted(subject, [], PASSPORT, wire, given)));
        const read = wire.read(text, subject, PASSPORT);
        expect(openGrant(read, subject, PASSPORT, NOW)).toMatchObject(given);
        expect(read?.expires).toBe(PASSPORT.expires);
      },
    ),
  );
});

test('the text opens nothing for another subject, viewer, ground or request', () => {
  const text = wire.write(minted('subject', ['aid'], PASSPORT));
  const { request } = PASSPORT;
  expect(wire.read(text, 'subject', passportFor(posting(['aid']), { request }))).not.toBeNull();
  expect(wire.read(text, 'another', PASSPORT)).toBeNull();
  expect(wire.read(text, 'subject', passportFor(posting(['aid'])))).toBeNull();
  expect(
    wire.read(text, 'subject', passportFor(posting(['aid']), { request, viewer: { id: 'another' } })),
  ).toBeNull();
  expect(wire.read(text, 'subject', passportFor({ kind: 'NONE' }, { request }))).toBeNull();
});

test('a text with other classes, another version, another key or another tag is no grant', () => {
  const text = wire.write(minted('subject', ['aid'], PASSPORT));
  const [version, classes, , , , tag] = text.split('.') as [string, string, string, string, string, string];
  const more = classSet([...DATA_CLASSES]).toString(36);
  const bit = bitOf('aid').toString(36);
  const forged = [
    [version, more, '0', '0', '0', tag],
    [version, classes, bit, '0', '0', tag],
    [version, classes, '0', bit, '0', tag],
    [version, classes, '0', '0', '1', tag],
    ['1', classes, '0', '0', '0', tag],
    ['1', classes, tag],
    [version, classes, tag],
    [version, classes, '0', '0', '0', tag.slice(0, -4)],
    [version, classes, '0', '0', '0', ''],
    [version, classes, '0', '0', '0', tag, 'more'],
    [version, classes, '0', '0', '0'],
    [version, `0${classes}`, '0', '0', '0', tag],
    [version, classes.toUpperCase(), '0', '0', '0', `${tag}A`],
  ].map((parts) => parts.join('.'));
  const others = [grantWire(['gone']).write(minted('subject', ['aid'], PASSPORT)), '', '..', 'null'];
  for (const value of [...forged, ...others, null, undefined, 1, {}, { toJSON: () => text }])
    expect(wire.read(value, 'subject', PASSPORT)).toBeNull();
});

test('bits beyond the closed list open nothing, even under a genuine tag', () => {
  for (const bits of [2 ** 30, 2 ** 33, -1]) {
    const said = `2.${bits.toString(36)}.0.0.0`;
    const signed = JSON.stringify(['subject', viewerKey(PASSPORT), PASSPORT.request, said]);
    const tag = createHmac('sha256', 'newest').update(signed).digest('base64url');
    expect(wire.read(`${said}.${tag}`, 'subject', PASSPORT)).toBeNull();
  }
});

test('the key before the newest still reads, and the newest writes', () => {
  const older = grantWire(['older']);
  const text = older.write(minted('subject', ['aid'], PASSPORT, older));
  expect(wire.read(text, 'subject', PASSPORT)?.classes).toBe(bitOf('aid'));
  expect(older.read(wire.write(minted('subject', ['aid'], PASSPORT)), 'subject', PASSPORT)).toBeNull();
  expect(() => grantWire([])).toThrow('A grant key is needed.');
});
