import { Facts, type FactsByRoom, type Telling } from '@seisi/schema/facts-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import { expect, test } from 'vitest';
import { factsKeyOf, factsWire } from './facts-wire.ts';
import { NOW, passportFor, posting } from './testing.ts';

const MASTERS = ['the newest master', 'the older master'];
const PASSPORT = passportFor(posting(['aid']));
const HOUSEHOLD = { members: ['a', 'b'], whole: true };
const TOLD: FactsByRoom = { oku: HOUSEHOLD };

const person = factsWire('person', { kind: 'MASTER', keys: MASTERS });
const oku = own('oku');
const aid = own('aid');

/** The wire of a room that holds its own keys alone. */
function own(room: string, masters: readonly string[] = MASTERS) {
  return factsWire(room, { kind: 'OWN', keys: masters.map((master) => factsKeyOf(master, room)) });
}

function minted(
  given: { passport?: Passport; telling?: Telling; wire?: typeof person; expires?: number } = {},
) {
  const { passport = PASSPORT, telling = { kind: 'TOLD', byRoom: TOLD }, wire = person } = given;
  const { request, expires } = passport;
  const binding = { subject: 'subject', viewer: viewerKey(passport), request };
  return new Facts({ ...binding, expires: given.expires ?? expires }, telling, wire.write);
}

/** As an object of this process, and as the text of another. */
const codecs = [
  ['an object', (facts: Facts): unknown => facts],
  ['text', (facts: Facts): unknown => JSON.parse(JSON.stringify(facts))],
] as const;

test.each(codecs)(
  '%s opens for the room that it names, the subject, the viewer and the request',
  (_name, sent) => {
    const facts = sent(minted());
    expect(oku.read(facts, 'subject', PASSPORT, NOW)).toEqual({ kind: 'TOLD', inputs: HOUSEHOLD });
  },
);

test.each(codecs)('%s opens nothing for another room, subject, viewer, ground or request', (_name, sent) => {
  const facts = sent(minted());
  const { request } = PASSPORT;
  const others = [
    passportFor(posting(['aid'])),
    passportFor(posting(['aid']), { request, viewer: { id: 'another' } }),
    passportFor({ kind: 'NONE' }, { request }),
  ];

  expect(aid.read(facts, 'subject', PASSPORT, NOW)).toBeNull();
  expect(own('volunteer').read(facts, 'subject', PASSPORT, NOW)).toBeNull();
  expect(oku.read(facts, 'another', PASSPORT, NOW)).toBeNull();
  for (const other of others) expect(oku.read(facts, 'subject', other, NOW)).toBeNull();
});

test.each(codecs)('%s opens nothing once its request has ended', (_name, sent) => {
  const facts = sent(minted({ expires: NOW + 10 }));

  expect(oku.read(facts, 'subject', PASSPORT, NOW + 9)).not.toBeNull();
  expect(oku.read(facts, 'subject', PASSPORT, NOW + 10)).toBeNull();
});

test.each(codecs)('%s says to every room that the day’s answers are used up', (_name, sent) => {
  const facts = sent(minted({ telling: { kind: 'SPENT' } }));
  for (const room of [oku, aid])
    expect(room.read(facts, 'subject', PASSPORT, NOW)).toEqual({ kind: 'SPENT' });
});

test('a room taken over opens no other room’s box, whatever name it gives itself', () => {
  const text = person.write(minted());
  const [version, forAid, forOku] = text.split('.') as [string, string, string];
  const key = factsKeyOf(MASTERS[0] ?? '', 'aid');
  const posing = factsWire('oku', { kind: 'OWN', keys: [key] });
  const relabelled = [version, forOku.replace('oku:', 'aid:'), forAid].join('.');

  expect(posing.read(text, 'subject', PASSPORT, NOW)).toBeNull();
  expect(aid.read(relabelled, 'subject', PASSPORT, NOW)).toBeNull();
  expect(() => aid.write(minted())).toThrow('Facts leave a process only under the master keys.');
});

test('what the mint did not make, or what was changed on the way, is nothing', () => {
  const text = person.write(minted());
  const changed = text.replace(/(?<=oku:[\w-]{40})./, (one) => (one === 'A' ? 'E' : 'A'));
  const forged = factsWire('person', { kind: 'MASTER', keys: ['a guess'] }).write(minted());
  const posing = {
    subject: 'subject',
    viewer: viewerKey(PASSPORT),
    request: PASSPORT.request,
    expires: NOW + 1,
  };
  const copy = Object.assign(Object.create(Facts.prototype), posing);
  const others = [
    changed,
    forged,
    text.replace('1.', '2.'),
    '',
    '1',
    '1.oku:',
    null,
    7,
    posing,
    copy,
    [text],
  ];

  for (const value of others) expect(oku.read(value, 'subject', PASSPORT, NOW)).toBeNull();
});

test('the text is as long for twenty members as for none, so that its length tells nothing', () => {
  const members = (count: number) => ({
    kind: 'TOLD' as const,
    byRoom: { oku: { members: Array.from({ length: count }, () => crypto.randomUUID()), whole: true } },
  });
  const lengths = [0, 1, 20].map((count) => person.write(minted({ telling: members(count) })).length);
  expect(new Set(lengths).size).toBe(1);
});

test('two masters are valid at a time: the newest seals, both open', () => {
  const older = factsWire('person', { kind: 'MASTER', keys: ['the older master'] });
  const fromOlder = minted({ wire: older }).toJSON();
  const fromNewest = minted().toJSON();

  expect(oku.read(fromOlder, 'subject', PASSPORT, NOW)).not.toBeNull();
  expect(own('oku', ['the newest master']).read(fromNewest, 'subject', PASSPORT, NOW)).not.toBeNull();
  expect(own('oku', ['the newest master']).read(fromOlder, 'subject', PASSPORT, NOW)).toBeNull();
  expect(factsWire('oku', { kind: 'OWN', keys: [] }).read(fromNewest, 'subject', PASSPORT, NOW)).toBeNull();
});
