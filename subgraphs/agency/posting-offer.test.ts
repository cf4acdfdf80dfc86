import { MessageRefused } from '@seisi/host/message/message';
import { expect, test } from 'vitest';
import { postingCodeCarrier } from './posting-code-errand.step.ts';
import { type PostingOfferRow, postingOfferStatus } from './posting-offer.table.ts';
import {
  afterWrongCode,
  checkOffered,
  checkSecondOfficer,
  type GivenOffer,
  nextOfferStatus,
  readOffered,
  takesCode,
  withCode,
} from './posting-offer.ts';

const TODAY = '2026-01-15';
const AT = new Date('2026-01-15T04:00:00Z');
const HOUR = 3_600_000;
const refused = expect.objectContaining({ code: 'STEP_REFUSED' });

test('of every status and step, those of the life are open and no others', () => {
  const open = postingOfferStatus.enumValues.flatMap((status) =>
    (['CONFIRM', 'RENEW', 'ACCEPT', 'WITHDRAW'] as const).flatMap((step) => {
      try {
        return [`${status} ${step} ${nextOfferStatus(status, step)}`];
      } catch (error) {
        expect(error).toMatchObject({ code: 'STEP_REFUSED' });
        return [];
      }
    }),
  );
  expect(open).toEqual([
    ...['PROPOSED CONFIRM SENT', 'PROPOSED WITHDRAW WITHDRAWN'],
    ...['SENT RENEW SENT', 'SENT ACCEPT ACCEPTED', 'SENT WITHDRAW WITHDRAWN'],
  ]);
});

const GIVEN: GivenOffer = {
  ...{
    areas: ['5_5', '05', '5_5'],
    classes: ['register', 'area'],
    duties: ['REFERRAL'],
    phone: '012-345 6789',
  },
  ...{ validFrom: TODAY, validUntil: '2027-01-15' },
};

test('what is offered is taken each once and in order', () => {
  expect(readOffered(GIVEN, TODAY)).toEqual({
    ...GIVEN,
    ...{ areas: ['05', '5_5'], classes: ['area', 'register'], phone: '0123456789' },
  });
});

test.each<[Partial<GivenOffer>, string]>([
  [{ areas: ['Seremban'] }, 'areas'],
  [{ areas: Array.from({ length: 61 }, (_none, nth) => `1_${nth}`) }, 'areas'],
  [{ classes: ['nothing'] }, 'classes'],
  [{ classes: ['register', 'protection'] }, 'classes'],
  [{ classes: [], duties: [] }, 'duties'],
  [{ phone: '0312345678' }, 'phone'],
  [{ validFrom: '2026-01-14' }, 'validFrom'],
  [{ validFrom: '2026-02-30' }, 'validFrom'],
  [{ validUntil: TODAY }, 'validUntil'],
  [{ validUntil: '2031-01-16' }, 'validUntil'],
])('%j is refused by its name', (part, argument) => {
  expect(() => readOffered({ ...GIVEN, ...part }, TODAY)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      extensions: expect.objectContaining({ argument: `input.${argument}` }),
    }),
  );
});

test('outside of government nobody is posted to a class or a crisis, and nobody gives the duty to admit who has it not', () => {
  const offers = (kind: 'FEDERAL' | 'STATE' | 'HOSPITAL' | 'NGO') => (given: object) => () =>
    checkOffered({ classes: [], duties: [], ...given }, { kind }, ['POSTING']);
  for (const kind of ['FEDERAL', 'STATE'] as const) {
    expect(offers(kind)({ classes: ['register'], duties: ['CRISIS'] })).not.toThrow();
    expect(offers(kind)({ duties: ['ONBOARDING'] })).toThrow(refused);
  }
  for (const kind of ['HOSPITAL', 'NGO'] as const) {
    expect(offers(kind)({ duties: ['POSTING', 'SHARING', 'REFERRAL'] })).not.toThrow();
    expect(offers(kind)({ classes: ['register'] })).toThrow(refused);
    expect(offers(kind)({ duties: ['CRISIS'] })).toThrow(refused);
  }
  expect(() =>
    checkOffered({ classes: [], duties: ['ONBOARDING'] }, { kind: 'FEDERAL' }, ['POSTING', 'ONBOARDING']),
  ).not.toThrow();
});

test('who proposed does not confirm, under whatever identifier', () => {
  const proposed = { proposedBy: 'one', proposerKey: 'person-1' };
  expect(() => checkSecondOfficer(proposed, { id: 'one', personKey: 'person-2' })).toThrow(refused);
  expect(() => checkSecondOfficer(proposed, { id: 'two', personKey: 'person-1' })).toThrow(refused);
  expect(() => checkSecondOfficer(proposed, { id: 'two', personKey: 'person-2' })).not.toThrow();
});

const SENT: PostingOfferRow = {
  ...{ id: 'offer', agencyCode: 'ngo', officer: 'pegawai-1', status: 'SENT', areas: [], classes: [] },
  ...{ duties: [], validFrom: TODAY, validUntil: null, phone: '0123456789', forKey: null, postingId: null },
  ...{
    proposedBy: 'one',
    proposerKey: 'person-1',
    proposedAt: AT,
    confirmedBy: 'two',
    confirmerKey: 'person-2',
  },
  ...{ codeHash: 'hash', codeUntil: new Date(+AT + 24 * HOUR), tries: 0, lockedUntil: null },
};

test('a code counts for a day, for whoever is neither of the two officers, and for nobody but the one it is for', () => {
  const takes = (part: Partial<PostingOfferRow>, who = 'person-3', at = AT) =>
    takesCode({ ...SENT, ...part }, who, at);
  expect(takes({})).toBe(true);
  expect(takes({}, 'person-3', new Date(+AT + 24 * HOUR - 1))).toBe(true);
  expect(takes({}, 'person-3', new Date(+AT + 24 * HOUR))).toBe(false);
  expect(takes({}, 'person-1')).toBe(false);
  expect(takes({}, 'person-2')).toBe(false);
  expect(takes({ forKey: 'person-3' })).toBe(true);
  expect(takes({ forKey: 'person-4' })).toBe(false);
  expect(takes({ lockedUntil: new Date(+AT + 1) })).toBe(false);
  expect(takes({ lockedUntil: AT })).toBe(true);
  for (const status of ['PROPOSED', 'ACCEPTED', 'WITHDRAWN'] as const) expect(takes({ status })).toBe(false);
  expect(withCode('other', AT)).toEqual({
    ...{ codeHash: 'other', codeUntil: SENT.codeUntil, tries: 0, lockedUntil: null },
  });
});

test('the third wrong code locks for half an hour; then three more are taken', () => {
  expect(afterWrongCode({ tries: 0 }, AT)).toEqual({ tries: 1, lockedUntil: null });
  expect(afterWrongCode({ tries: 1 }, AT)).toEqual({ tries: 2, lockedUntil: null });
  expect(afterWrongCode({ tries: 2 }, AT)).toEqual({ tries: 0, lockedUntil: new Date(+AT + HOUR / 2) });
});

/** A database that finds this, and notes what it is told to write. */
function holding(found: readonly object[], written: object[]) {
  const where = () => Promise.resolve(found);
  return {
    select: () => ({ from: () => ({ where }) }),
    update: () => ({
      set: (value: object) => ({ where: async () => void written.push(value) }),
    }),
  };
}

test('a code goes to the telephone once, and stands in no outbox once it was taken or refused for good', async () => {
  const errand = { id: 'errand', kind: 'posting-code', about: 'offer', body: { code: '01234567' }, at: AT };
  const sent: object[] = [];
  const written: object[] = [];
  const db = holding([{ officer: 'pegawai-1', phone: '0123456789' }], written);
  const carrier = (send: (message: object) => Promise<void>) =>
    postingCodeCarrier({ send, close: async () => {} });

  const taken = await carrier(async (message) => void sent.push(message))(errand, db as never);
  expect(sent).toMatchObject([{ id: 'errand', channel: 'SMS', to: '0123456789' }]);
  expect(Object(sent[0]).text).toContain('pegawai-1');
  expect(Object(sent[0]).text).toContain('01234567');
  await taken(db as never, AT);
  expect(written).toEqual([{ body: {} }]);

  const never = carrier(() => Promise.reject(new MessageRefused('NO_SUCH_NUMBER')));
  await (await never(errand, db as never))(db as never, AT);
  expect(written).toHaveLength(2);
  const later = carrier(() => Promise.reject(new Error('down')));
  await expect(later(errand, db as never)).rejects.toThrow('down');
  await expect(carrier(async () => {})(errand, holding([], []) as never)).rejects.toThrow('no offer');
});
