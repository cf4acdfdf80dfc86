import type { OkuCardRow, OkuRegistrationRow } from './registration.table.ts';

/** The nth identifier of a kind: the same at every run. */
export function idOf(kind: 'person' | 'registration' | 'card', n: number): string {
  const prefix = { person: 'aaaaaaaa', registration: 'bbbbbbbb', card: 'cccccccc' }[kind];
  return `${prefix}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The registration of the nth person. */
export function aRegistration(n: number, given: Partial<OkuRegistrationRow> = {}): OkuRegistrationRow {
  return {
    id: idOf('registration', n),
    personKey: idOf('person', n),
    status: 'REGISTERED',
    number: 'PH900101951234',
    category: 'PHYSICAL',
    categorySince: '2020-01-02',
    registeredOn: '2020-01-02',
    careCentre: 'PDK Ujian',
    subCategory: null,
    careCentreCode: null,
    struckOffOn: null,
    ...given,
  };
}

/** The nth card of a registration, issued in the nth year from 2020 and valid to the end of 2026. */
export function aCard(registration: number, n: number, given: Partial<OkuCardRow> = {}): OkuCardRow {
  return {
    id: idOf('card', registration * 100 + n),
    registrationId: idOf('registration', registration),
    number: `CARD-${registration}-${n}`,
    issuedOn: `202${n}-01-02`,
    expiresOn: '2026-12-31',
    lostOn: null,
    cancelledOn: null,
    purpose: null,
    sendBy: null,
    sentOn: null,
    surrenderedOn: null,
    nth: 0,
    ...given,
  };
}
