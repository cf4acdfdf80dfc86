import { passportFor, posting } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HandlingWorld, type Json, openHandlingWorld } from './handling.testing.ts';

const LIST =
  'query ($first: Int, $after: String) { announcements(first: $first, after: $after) { edges { cursor node { id title en: title(language: EN) body startsOn endsOn } } } }';
const TEXTS = {
  titleMs: 'Tutup',
  titleEn: 'Closed',
  bodyMs: 'Kaunter tutup.',
  bodyEn: 'Counters are closed.',
};
const TODAY = '2026-11-22';

let world: HandlingWorld;
let days = 0;
beforeAll(async () => {
  world = await openHandlingWorld();
});
afterAll(() => world?.close());

const given = () => ({ expires: Date.parse('2026-11-22T04:00:05Z') + days * 86_400_000 });
const anyone = () => passportFor(NO_BASIS, { ...given(), viewer: null });
const headquarters = () => passportFor(posting(['aid', 'aid.note']), { ...given(), viewer: { id: 'hq-1' } });
const publish = (input: object, passport: Passport = headquarters()) =>
  world.act(
    'publishAnnouncement',
    { ...TEXTS, startsOn: TODAY, ...input },
    passport,
    'announcement { id title }',
  );
const withdraw = (id: string, passport: Passport = headquarters(), more: object = {}) =>
  world.act('withdrawAnnouncement', { id, ...more }, passport, 'announcement { id }');
async function listed(variables: object = {}, passport = anyone()): Promise<Json[]> {
  const { data, errors } = await world.room.ask(LIST, { ...variables }, passport);
  expect(errors).toBeUndefined();
  return (data as Json).announcements.edges;
}
const titles = async () => (await listed()).map(({ node }) => node.title);

test('what the headquarters announces everyone reads on its days, without a token and in both languages, the newest first', async () => {
  const ids: string[] = [];
  for (const input of [
    { titleMs: 'Hari ini', endsOn: TODAY },
    { titleMs: 'Esok', startsOn: '2026-11-23', endsOn: '2026-11-24' },
    { titleMs: 'Tanpa akhir' },
  ]) {
    const { codes, payload } = await publish(input);
    expect(codes).toEqual([]);
    ids.push(payload.announcement.id);
  }
  expect((await titles()).toSorted()).toEqual(['Hari ini', 'Tanpa akhir']);
  const first = (await listed()).find(({ node }) => node.id === ids[0]);
  expect(first.node).toEqual({
    ...{ id: ids[0], title: 'Hari ini', en: 'Closed', body: 'Kaunter tutup.' },
    ...{ startsOn: TODAY, endsOn: TODAY },
  });
  days = 1;
  world.passDays(1);
  expect(await titles()).toEqual(['Esok', 'Tanpa akhir']);

  const [page] = await listed({ first: 1 });
  expect((await listed({ first: 1, after: page.cursor })).map(({ node }) => node.title)).toEqual([
    'Tanpa akhir',
  ]);

  expect((await withdraw(ids[1] ?? '')).payload).toEqual({ announcement: { id: ids[1] } });
  expect(await titles()).toEqual(['Tanpa akhir']);
  expect((await withdraw(ids[1] ?? '')).codes).toEqual(['STEP_REFUSED']);
});

test('the same key twice, also at once: one announcement', async () => {
  const key = { idempotencyKey: 'publish', titleMs: 'Sekali', startsOn: '2026-11-23' };
  const outcomes = await Promise.all([publish(key), publish(key)]);
  expect(new Set(outcomes.map(({ payload }) => payload.announcement.id)).size).toBe(1);
  expect((await titles()).filter((title) => title === 'Sekali')).toHaveLength(1);
});

test('nobody else announces or withdraws: not an officer of a state, of another agency or of another duty, nor a citizen, nor nobody', async () => {
  const others = [
    passportFor(posting(['aid', 'aid.note'], ['05']), given()),
    passportFor({ ...posting(['aid', 'aid.note']), agency: 'icu-jpm' } as Passport['basis'], given()),
    passportFor(posting(['aid', 'payment', 'bank']), given()),
    passportFor(posting(['receipts', 'case']), given()),
    world.citizen(1),
    anyone(),
  ];
  for (const passport of others)
    for (const refused of [await publish({}, passport), await withdraw(crypto.randomUUID(), passport)])
      expect(refused.codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect((await withdraw(crypto.randomUUID())).codes).toEqual(['NOT_FOUND']);
});

test.each([
  ['a day that is over', { startsOn: '2026-11-22' }, 'STEP_REFUSED'],
  ['no day', { startsOn: '2026-11-31' }, 'BAD_USER_INPUT'],
  ['an end before the beginning', { startsOn: '2026-12-02', endsOn: '2026-12-01' }, 'BAD_USER_INPUT'],
  ['an empty title', { titleEn: ' ' }, 'BAD_USER_INPUT'],
  ['a title without an end', { titleMs: 'x'.repeat(121) }, 'BAD_USER_INPUT'],
])('%s is not announced', async (_what, input, code) => {
  expect((await publish(input)).codes).toEqual([code]);
});
