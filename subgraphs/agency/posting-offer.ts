import { advance, type Life } from '@seisi/host/life';
import { isDataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { AgencyRow } from './agency.table.ts';
import type { Duty } from './agreement.table.ts';
import type { PostingOfferRow } from './posting-offer.table.ts';

type Status = PostingOfferRow['status'];
export type OfferAct = 'CONFIRM' | 'RENEW' | 'ACCEPT' | 'WITHDRAW';

/** The life of an offer (processes (e): ID Sementara, Aktif). */
const offerLife: Life<Status, OfferAct> = {
  PROPOSED: { CONFIRM: 'SENT', WITHDRAW: 'WITHDRAWN' },
  SENT: { RENEW: 'SENT', ACCEPT: 'ACCEPTED', WITHDRAW: 'WITHDRAWN' },
  ACCEPTED: {},
  WITHDRAWN: {},
};

/** @throws STEP_REFUSED where the step is not open from there */
export function nextOfferStatus(status: Status, step: OfferAct): Status {
  return advance(offerLife, { thing: 'offer', status, step });
}

/** What somebody is to be posted for. */
export type Offered = Pick<
  PostingOfferRow,
  'areas' | 'classes' | 'duties' | 'validFrom' | 'validUntil' | 'phone'
>;

const AREA = /^(?:MY|\d{2}|\d{1,2}_\d{1,2})$/;
const PHONE = /^(?:\+?60|0)1\d{8,9}$/;
/** Longer than any posting of the registry without an end; no source says. */
const MOST_YEARS = 5;

/** What a client proposes. */
export type GivenOffer = {
  readonly areas: readonly string[];
  readonly classes: readonly string[];
  readonly duties: readonly Duty[];
  readonly phone: string;
  readonly validFrom: string;
  readonly validUntil: string;
};

/** @throws BAD_USER_INPUT naming what is wrong */
export function readOffered(given: GivenOffer, today: string): Offered {
  const areas = [...new Set(given.areas)].toSorted();
  const classes = [...new Set(given.classes)].toSorted();
  const duties = [...new Set(given.duties)];
  const phone = given.phone.replaceAll(/[ -]/g, '');
  if (areas.length > 60 || !areas.every((area) => AREA.test(area)))
    throw bad('areas', 'takes up to 60 of MY, states such as 05, districts such as 5_5');
  // Whoever may see what is under protection is named by the court, not by a posting that is proposed here.
  if (!classes.every((name) => isDataClass(name) && name !== 'protection'))
    throw bad('classes', 'takes data classes by name, and never protection');
  if (classes.length + duties.length === 0) throw bad('duties', 'or `input.classes` says what it is for');
  if (!PHONE.test(phone)) throw bad('phone', 'takes a mobile number of Malaysia');
  checkDays(given.validFrom, given.validUntil, today);
  return { areas, classes, duties, phone, validFrom: given.validFrom, validUntil: given.validUntil };
}

function checkDays(from: string, until: string, today: string): void {
  const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (!isDay(from) || from < today) throw bad('validFrom', 'takes today or a day to come');
  const last = `${Number(from.slice(0, 4)) + MOST_YEARS}${from.slice(4)}`;
  if (!isDay(until) || until <= from || until > last)
    throw bad('validUntil', `takes a day after \`validFrom\`, within ${MOST_YEARS} years of it`);
}

/**
 * What an agency may post for: outside of government no class, since what it sees comes by agreement, and no crisis; onboarding is given by whoever has it.
 * @throws STEP_REFUSED for more
 */
export function checkOffered(
  { classes, duties }: Pick<Offered, 'classes' | 'duties'>,
  { kind }: Pick<AgencyRow, 'kind'>,
  own: readonly Duty[],
): void {
  const isGovernment = kind === 'FEDERAL' || kind === 'STATE';
  if (!isGovernment && (classes.length > 0 || duties.includes('CRISIS')))
    throw refused('Outside of government a posting holds no class and no crisis duty.');
  if (duties.includes('ONBOARDING') && !own.includes('ONBOARDING'))
    throw refused('Only an officer whose own duty is onboarding gives it to others.');
}

type Officer = { readonly id: string; readonly personKey: string };

/** @throws STEP_REFUSED where who proposed would confirm, under whatever identifier */
export function checkSecondOfficer(
  { proposedBy, proposerKey }: Pick<PostingOfferRow, 'proposedBy' | 'proposerKey'>,
  { id, personKey }: Officer,
): void {
  if (proposedBy === id || proposerKey === personKey)
    throw refused('Another officer than the one who proposed it confirms it. Ask a colleague to read it.');
}

const MOST_TRIES = 3;
/** S0 locks for a while after three wrong tries, and does not say for how long. */
const LOCK_MILLISECONDS = 30 * 60_000;
/** S0: a temporary identifier is used within 24 hours. */
const CODE_MILLISECONDS = 24 * 3_600_000;

/** What an offer becomes by a code that is sent. */
export function withCode(codeHash: string, at: Date): Partial<PostingOfferRow> {
  const codeUntil = new Date(at.getTime() + CODE_MILLISECONDS);
  return { codeHash, codeUntil, tries: 0, lockedUntil: null };
}

/** What an offer becomes by a wrong code; the third one locks it. */
export function afterWrongCode(
  { tries }: Pick<PostingOfferRow, 'tries'>,
  at: Date,
): Pick<PostingOfferRow, 'tries' | 'lockedUntil'> {
  if (tries + 1 < MOST_TRIES) return { tries: tries + 1, lockedUntil: null };
  return { tries: 0, lockedUntil: new Date(at.getTime() + LOCK_MILLISECONDS) };
}

/** Whether an offer takes a code at an instant, from this person: sent, in time, not locked, and for nobody else. Nobody posts themselves. */
export function takesCode(offer: PostingOfferRow, personKey: string, at: Date): boolean {
  const { status, codeUntil, lockedUntil, forKey, proposerKey, confirmerKey } = offer;
  if (status !== 'SENT' || codeUntil === null || at >= codeUntil) return false;
  if (lockedUntil !== null && at < lockedUntil) return false;
  if (proposerKey === personKey || confirmerKey === personKey) return false;
  return forKey === null || forKey === personKey;
}

function refused(says: string): RegistryError {
  return new RegistryError('STEP_REFUSED', says);
}

function bad(name: string, says: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${says}.`, { argument: `input.${name}` });
}
