import { RegistryError } from '@seisi/schema/errors';
import type { AnnouncementRow } from './announcement.table.ts';
import { badInput, readText } from './decision.ts';
import { readDay } from './read-input.ts';
import type { PublishAnnouncementInput } from './types.generated.ts';

const MOST_IN_TITLE = 120;
const MOST_IN_BODY = 4_000;

/** What is announced, in both languages, and on which days. */
export type Announced = Pick<
  AnnouncementRow,
  'titleMs' | 'titleEn' | 'bodyMs' | 'bodyEn' | 'startsOn' | 'endsOn'
>;

/**
 * Reads an announcement.
 * @throws BAD_USER_INPUT for a text that is empty or too long, a day that is none, and an end before the beginning
 */
export function readAnnouncement(input: Omit<PublishAnnouncementInput, 'idempotencyKey'>): Announced {
  const startsOn = readDay('startsOn', input.startsOn);
  const endsOn = input.endsOn == null ? null : readDay('endsOn', input.endsOn);
  if (endsOn !== null && endsOn < startsOn) throw badInput('endsOn', 'lies before the first day');
  return {
    titleMs: readText('titleMs', input.titleMs, MOST_IN_TITLE),
    titleEn: readText('titleEn', input.titleEn, MOST_IN_TITLE),
    bodyMs: readText('bodyMs', input.bodyMs, MOST_IN_BODY),
    bodyEn: readText('bodyEn', input.bodyEn, MOST_IN_BODY),
    startsOn,
    endsOn,
  };
}

/**
 * An announcement as it is published.
 * @throws STEP_REFUSED for a first day that is over: nothing was announced then
 */
export function published(
  announced: Announced,
  { by, at, today }: { readonly by: string; readonly at: Date; readonly today: string },
): AnnouncementRow {
  if (announced.startsOn < today)
    throw new RegistryError('STEP_REFUSED', `${announced.startsOn} is over: announce from today on.`);
  return { id: crypto.randomUUID(), ...announced, publishedBy: by, publishedAt: at, withdrawnAt: null };
}

/**
 * An announcement that is withdrawn.
 * @throws STEP_REFUSED where it was withdrawn before
 */
export function withdrawn(announcement: AnnouncementRow, at: Date): AnnouncementRow {
  if (announcement.withdrawnAt === null) return { ...announcement, withdrawnAt: at };
  throw new RegistryError('STEP_REFUSED', 'The announcement was withdrawn before.');
}
