import type { OkuCardStatus } from './types.generated.ts';

/** The dates of a card that decide whether it is valid; civil dates, YYYY-MM-DD. */
export type CardDates = {
  readonly expiresOn: string;
  readonly lostOn: string | null;
  readonly cancelledOn: string | null;
};

/** Whether a card is valid on a civil day in Malaysia: cancelled beats lost, lost beats expired; the last day itself is valid. */
export function cardStatusOn(today: string, card: CardDates): OkuCardStatus {
  if (card.cancelledOn !== null) return 'CANCELLED';
  if (card.lostOn !== null) return 'LOST';
  return card.expiresOn < today ? 'EXPIRED' : 'ACTIVE';
}
