import { createHmac } from 'node:crypto';
import { bitOf, classSet, DATA_CLASSES, type DataClass } from '@seisi/schema/classes';
import { openGrant } from '@seisi/schema/grant';
import { Grant } from '@seisi/schema/grant-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grantWire } from './grant-wire.ts';
import { NOW, passportFor, posting } from './testing.ts';

const wire = grantWire(['newest', 'older']);
const PASSPORT = passportFor(posting(['aid']));

function minted(subject: string, classes: readonly DataClass[], passport: Passport, keys = wire): Grant {
  const facts = { subject, viewer: viewerKey(passport), request: passport.request, expires: NOW + 1 };
  return new Grant({ ...facts, classes: classSet(classes) }, keys.write);
}

test('a grant written as text opens the same classes of the same subject for the same passport', () => {
  fc.assert(
    fc.property(fc.subarray([...DATA_CLASSES]), fc.uuid(), (classes, subject) => {
      const text: unknown = JSON.parse(JSON.stringify(minted(subject, classes, PASSPORT)));
      const read = wire.read(text, subject, PASSPORT);
      expect(openGrant(read, subject, PASSPORT, NOW)?.classes).toBe(classSet(classes));
      expect(read?.expires).toBe(PASSPORT.expires);
    }),
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
  const [version, classes, tag] = text.split('.') as [string, string, string];
  const more = classSet([...DATA_CLASSES]).toString(36);
  const forged = [
    [version, more, tag],
    ['2', classes, tag],
    [version, classes, tag.slice(0, -4)],
    [version, classes, ''],
    [version, classes, tag, 'more'],
    [version, classes],
    [version, `0${classes}`, tag],
    [version, classes.toUpperCase(), `${tag}A`],
  ].map((parts) => parts.join('.'));
  const others = [grantWire(['gone']).write(minted('subject', ['aid'], PASSPORT)), '', '..', 'null'];
  for (const value of [...forged, ...others, null, undefined, 1, {}, { toJSON: () => text }])
    expect(wire.read(value, 'subject', PASSPORT)).toBeNull();
});

test('bits beyond the closed list open nothing, even under a genuine tag', () => {
  for (const bits of [2 ** 30, 2 ** 33, -1]) {
    const classes = bits.toString(36);
    const signed = JSON.stringify(['1', 'subject', viewerKey(PASSPORT), PASSPORT.request, classes]);
    const tag = createHmac('sha256', 'newest').update(signed).digest('base64url');
    expect(wire.read(`1.${classes}.${tag}`, 'subject', PASSPORT)).toBeNull();
  }
});

test('the key before the newest still reads, and the newest writes', () => {
  const older = grantWire(['older']);
  const text = older.write(minted('subject', ['aid'], PASSPORT, older));
  expect(wire.read(text, 'subject', PASSPORT)?.classes).toBe(bitOf('aid'));
  expect(older.read(wire.write(minted('subject', ['aid'], PASSPORT)), 'subject', PASSPORT)).toBeNull();
  expect(() => grantWire([])).toThrow('A grant key is needed.');
});
