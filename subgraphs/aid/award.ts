import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { RegistryError } from '@seisi/schema/errors';
import type { ApplicationRow } from './application.table.ts';
import type { AwardVersionRow } from './award.table.ts';

/** What an award was from one day to another, both included. One that ends before it begins never came into force. */
export type Version = Pick<AwardVersionRow, 'version' | 'amount' | 'startsOn' | 'endsOn'> &
  Partial<Pick<AwardVersionRow, 'recipients'>>;

/** From a day on, another amount, in whole sen. */
export type Change = { readonly amount: number; readonly from: string };

/**
 * The versions of an award after a change: what was in force ends the day before, and the new version takes over up to the award's own last day.
 * A version that had not begun is overtaken: it ends before it begins.
 * @throws STEP_REFUSED for a day that is over, before the award begins, or after it ends
 */
export function changed(
  versions: readonly Version[],
  { amount, from }: Change,
  today: string,
): readonly Version[] {
  const { startsOn, endsOn } = wholeOf(versions, from, today);
  if (from < startsOn) throw refused(`The award begins on ${startsOn}; it is changed from then on.`);
  return [
    ...endedBefore(versions, from),
    { version: lastNumber(versions) + 1, amount, startsOn: from, endsOn },
  ];
}

/**
 * The versions of an award that is stopped: nothing is in force from that day on, and nothing before it changes.
 * @throws STEP_REFUSED for a day that is over, and where the award has ended by then
 */
export function stopped(
  versions: readonly Version[],
  { from }: Pick<Change, 'from'>,
  today: string,
): readonly Version[] {
  wholeOf(versions, from, today);
  return endedBefore(versions, from);
}

/** The version in force on a day; null where none is. */
export function inForceOn<Any extends Version>(versions: readonly Any[], day: string): Any | null {
  return versions.find((each) => each.startsOn <= day && !hasEnded(each, day)) ?? null;
}

/** The version by which an application shows its award: that in force, else the next to begin, else the last that was. */
export function shownOn<Any extends Version>(versions: readonly Any[], day: string): Any | null {
  const begun = versions.filter(cameIntoForce);
  const next = begun.find(({ startsOn }) => startsOn > day);
  return inForceOn(begun, day) ?? next ?? begun.at(-1) ?? versions.at(-1) ?? null;
}

/**
 * All versions of an application's award, by number. Awards from before versions were kept have one: what the application itself says; none where
 * nothing was granted.
 */
export function versionsOf(
  application: ApplicationRow,
  kept: readonly AwardVersionRow[],
): readonly AwardVersionRow[] {
  if (kept.length > 0) return kept.toSorted((one, other) => one.version - other.version);
  const { awardAmount: amount, awardStartsOn: startsOn, awardEndsOn: endsOn } = application;
  if (amount === null || startsOn === null) return [];
  const { id, applicantKey: personKey, schemeCode, decidedAt, submittedAt } = application;
  const granted = { by: 'system', at: decidedAt ?? submittedAt, reason: application.decisionReason ?? '' };
  const recipients = null;
  return [
    {
      id,
      applicationId: id,
      version: 1,
      personKey,
      schemeCode,
      amount,
      startsOn,
      endsOn,
      recipients,
      ...granted,
    },
  ];
}

/** The first and last day of an award that is still to run on a day. */
function wholeOf(
  versions: readonly Version[],
  from: string,
  today: string,
): Pick<Version, 'startsOn' | 'endsOn'> {
  if (from < today) throw refused(`${from} is over: what was in force before today stays as it was.`);
  const begun = versions.filter(cameIntoForce);
  const [first, last] = [begun[0], begun.at(-1)];
  if (first === undefined || last === undefined || hasEnded(last, from))
    throw refused(`Nothing is in force on ${from} any more: help begins again by a new application.`);
  return { startsOn: first.startsOn, endsOn: last.endsOn };
}

function endedBefore(versions: readonly Version[], from: string): Version[] {
  return versions.map((each) => {
    if (hasEnded(each, from)) return each;
    return { ...each, endsOn: daysAfter(each.startsOn > from ? each.startsOn : from, -1) };
  });
}

function hasEnded({ endsOn }: Version, day: string): boolean {
  return endsOn !== null && endsOn < day;
}

function cameIntoForce({ startsOn, endsOn }: Version): boolean {
  return endsOn === null || endsOn >= startsOn;
}

function lastNumber(versions: readonly Version[]): number {
  return Math.max(0, ...versions.map(({ version }) => version));
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
