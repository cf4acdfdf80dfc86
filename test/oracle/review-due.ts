import type { ApplicationRow } from './registry.ts';

/** Whether an award that nobody has reviewed is due for it: in force, and a year after it began or two months before it ends. */
export function isReviewDue({ status, awardStartsOn, awardEndsOn }: ApplicationRow, today: string): boolean {
  if (!['APPROVED', 'COMPLETED'].includes(status) || awardStartsOn === null || awardStartsOn > today)
    return false;
  if (awardEndsOn === null) return awardStartsOn <= aYearBefore(today);
  if (awardEndsOn < today) return false;
  const last = twoMonthsBefore(awardEndsOn);
  return awardStartsOn <= aYearBefore(today) || (last <= today && awardStartsOn < last);
}

function aYearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

/** The last of the month where it has no such day. */
function twoMonthsBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const longest = new Date(Date.UTC(year, month - 2, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 3, Math.min(date, longest))).toISOString().slice(0, 10);
}
