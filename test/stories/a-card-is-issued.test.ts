import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  act,
  aPerson,
  ask,
  citizen,
  closeRegistry,
  enumerated,
  HOME,
  officer,
  openRegistry,
} from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

/** The cards of a household, the newest first. */
async function cards(household: string) {
  const { data } = await ask(
    officer('counter'),
    `{ household(id: "${household}") { identityCards { number status office issuedOn endedOn endReason } } }`,
  );
  return data.household.identityCards;
}

async function registered(digits: string, place: object = {}): Promise<string> {
  const { file } = await act(citizen(await aPerson(digits)), 'applyForRegistration', { ...HOME, ...place });
  return file.household.id;
}

test('a household that was enumerated has its card from the state office; a lost one is replaced, and then cancelled', async () => {
  const household = await registered('800203701120');
  // Nobody has a card before the household is confirmed, nor from the district.
  expect((await act(officer('state'), 'issueIdentityCard', { household })).codes).toEqual(['STEP_REFUSED']);
  expect((await enumerated(household)).codes).toEqual([]);
  expect((await act(officer('counter'), 'issueIdentityCard', { household })).codes).toEqual(['STEP_REFUSED']);
  expect(await cards(household)).toEqual([]);

  const once = { household, idempotencyKey: 'the-same-key' };
  const both = await Promise.all([1, 2].map(() => act(officer('state'), 'issueIdentityCard', once)));
  expect(both.map(({ codes }) => codes)).toEqual([[], []]);
  expect(both[0]?.file).toEqual(both[1]?.file);
  const first = await cards(household);
  expect(first).toMatchObject([
    { number: expect.stringMatching(/^KAD-\d{9}$/), status: 'ACTIVE', office: 'STATE_OFFICE', endedOn: null },
  ]);
  expect((await act(officer('state'), 'issueIdentityCard', { household })).codes).toEqual(['STEP_REFUSED']);

  const lost = { household, reason: 'Lost in a flood.' };
  const replaced = await Promise.all([1, 2].map(() => act(officer('state'), 'replaceIdentityCard', lost)));
  expect(replaced.map(({ codes }) => codes)).toEqual([[], []]);
  const after = await cards(household);
  // Two officers replaced one after the other: one card counts, whatever the order.
  expect(after.map(({ status }: { status: string }) => status).toSorted()).toEqual([
    ...['ACTIVE', 'REPLACED', 'REPLACED'],
  ]);
  expect(new Set(after.map(({ number }: { number: string }) => number)).size).toBe(3);

  const ended = { household, reason: 'The household moved abroad.' };
  expect((await act(officer('state'), 'cancelIdentityCard', ended)).codes).toEqual([]);
  expect((await act(officer('state'), 'cancelIdentityCard', ended)).codes).toEqual(['STEP_REFUSED']);
  expect((await act(officer('state'), 'replaceIdentityCard', lost)).codes).toEqual(['STEP_REFUSED']);
  expect((await cards(household)).map(({ status }: { status: string }) => status)).not.toContain('ACTIVE');
});

test('who keeps no register, or is out of reach, issues none', async () => {
  const household = await registered('800203701138');
  expect((await enumerated(household)).codes).toEqual([]);
  expect((await act(officer('elsewhere'), 'issueIdentityCard', { household })).codes).toEqual(['NOT_FOUND']);
  expect((await act(officer('leader'), 'issueIdentityCard', { household })).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  expect(await cards(household)).toEqual([]);
});
