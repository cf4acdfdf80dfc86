import { isCivilDay } from '@seisi/schema/calendar/civil-day';
import { RegistryError } from '@seisi/schema/errors';
import type { NoticeLanguage } from './notice.table.ts';

const PHONE = /^\+60\d{8,10}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,}$/;

/** A fault of one part of the input. */
export function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}

/**
 * What somebody writes, without blanks around it.
 * @throws BAD_USER_INPUT for nothing, for more characters than the number given, and for what is none of a text
 */
export function readText(name: string, text: string, most: number): string {
  const said = text.trim();
  // Lines and tabs may stand in a text; other control characters, and halves of characters, may not.
  if (said.length > 0 && said.length <= most && !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(said)) return said;
  throw badInput(name, `takes 1 to ${most} characters`);
}

/**
 * A civil date, YYYY-MM-DD.
 * @throws BAD_USER_INPUT for what is no day of the calendar
 */
export function readDay(name: string, day: string): string {
  if (isCivilDay(day)) return day;
  throw badInput(name, 'is no day of the calendar: write it as YYYY-MM-DD');
}

/**
 * A whole number.
 * @throws BAD_USER_INPUT for any other, and outside the bounds
 */
export function readCount(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw badInput(name, `takes ${least} to ${most}`);
}

/**
 * Where somebody wants to be told: a telephone (`+60…`), an e-mail, both or neither.
 * @throws BAD_USER_INPUT for what is none
 */
export function readContact(given: {
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly language?: NoticeLanguage | null | undefined;
}): { readonly phone: string | null; readonly email: string | null; readonly language: NoticeLanguage } {
  const { phone = null, email = null, language } = given;
  if (phone !== null && !PHONE.test(phone))
    throw badInput('phone', 'is no telephone: write it as +60123456789');
  if (email !== null && !EMAIL.test(email)) throw badInput('email', 'is no address of e-mail');
  return { phone, email, language: language ?? 'MS' };
}
