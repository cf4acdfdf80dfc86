import type { AgencyRow } from './agency.table.ts';

type Scheme = NonNullable<AgencyRow['registrationScheme']>;

/** SSM since 11 October 2019: the year, one of six kinds of entity, six running digits. Before: digits, a hyphen, a letter. No check digit is known. */
const SSM_NEW = /^(?<year>\d{4})0[1-6]\d{6}$/;
const SSM_OLD = /^\d{1,7}-[A-Z]$/;
/** ROS: the form that registers of societies show; no source says it whole, and older forms are in none. */
const ROS = /^PPM-\d{3}-\d{2}-(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/;
/** No register of companies or societies of today is older. */
const FIRST_YEAR = 1897;

/** Whether a text has the form of a number of a register, on a civil day. Whether the register has it an officer looks up. */
export function isOrganisationNumber(scheme: Scheme, text: string, today: string): boolean {
  if (scheme === 'ROS') return isRosNumber(text, today);
  const year = SSM_NEW.exec(text)?.groups?.['year'];
  if (year === undefined) return SSM_OLD.test(text);
  return Number(year) >= FIRST_YEAR && year <= today.slice(0, 4);
}

function isRosNumber(text: string, today: string): boolean {
  const { day, month, year } = ROS.exec(text)?.groups ?? {};
  if (day === undefined || month === undefined || year === undefined) return false;
  const date = `${year}-${month}-${day}`;
  const isDay = new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date;
  return isDay && Number(year) >= FIRST_YEAR && date <= today;
}
