import { expect, test } from 'vitest';
import { type CardDates, cardStatusOn } from './registration.ts';
import type { OkuCardStatus } from './types.generated.ts';

const TODAY = '2026-11-22';
const [YESTERDAY, TOMORROW] = ['2026-11-21', '2026-11-23'];

const TRUTH: readonly [
  expiresOn: string,
  lostOn: string | null,
  cancelledOn: string | null,
  OkuCardStatus,
][] = [
  [TOMORROW, null, null, 'ACTIVE'],
  [TODAY, null, null, 'ACTIVE'],
  [YESTERDAY, null, null, 'EXPIRED'],
  [TOMORROW, YESTERDAY, null, 'LOST'],
  [TODAY, YESTERDAY, null, 'LOST'],
  [YESTERDAY, YESTERDAY, null, 'LOST'],
  [TOMORROW, null, YESTERDAY, 'CANCELLED'],
  [TODAY, null, YESTERDAY, 'CANCELLED'],
  [YESTERDAY, null, YESTERDAY, 'CANCELLED'],
  [TOMORROW, YESTERDAY, YESTERDAY, 'CANCELLED'],
  [TODAY, YESTERDAY, YESTERDAY, 'CANCELLED'],
  [YESTERDAY, YESTERDAY, YESTERDAY, 'CANCELLED'],
];

test.each(TRUTH)(
  'a card until %s, lost on %s, cancelled on %s, is %s',
  (expiresOn, lostOn, cancelledOn, status) => {
    const card: CardDates = { expiresOn, lostOn, cancelledOn };
    expect(cardStatusOn(TODAY, card)).toBe(status);
  },
);

test('civil dates are compared as days across months and years', () => {
  const card = { lostOn: null, cancelledOn: null };
  expect(cardStatusOn('2027-01-01', { ...card, expiresOn: '2026-12-31' })).toBe('EXPIRED');
  expect(cardStatusOn('2026-09-30', { ...card, expiresOn: '2026-10-01' })).toBe('ACTIVE');
});
