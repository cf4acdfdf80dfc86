import { RegistryError } from '@seisi/schema/errors';
import type { Returned } from './payment-return.step.ts';
import { monthsBefore } from './payment-run.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/i;
const REFERENCE = /^[\x21-\x7e]{1,64}$/;
/** ISO 9362: bank, country, place, and maybe a branch. */
const BANK = /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
const ACCOUNT = /^\d{5,20}$/;
const MOST_RETURNS = 500;
const MOST_CHARACTERS = 200;

/** A month by its first day. @throws BAD_USER_INPUT for any other, and for one after the next */
export function readMonth(month: string, today: string, argument = 'input.month'): string {
  if (!isDate(month) || !month.endsWith('-01')) throw badArgument(argument, 'takes the first day of a month');
  if (month <= monthsBefore(`${today.slice(0, 7)}-01`, -1)) return month;
  throw badArgument(argument, 'takes the next month at the latest');
}

/** @throws BAD_USER_INPUT for what is no SHA-256 in hexadecimal */
export function readHash(hash: string): string {
  if (HASH.test(hash)) return hash.toLowerCase();
  throw bad('hash', 'takes 64 hexadecimal digits');
}

/** The number of a file. @throws BAD_USER_INPUT for what counts from none */
export function readNumber(number: number): number {
  if (number >= 1) return number;
  throw bad('number', 'counts from 1');
}

/** A day that has come. @throws BAD_USER_INPUT */
export function readDay(name: string, day: string, today: string): string {
  if (isDate(day) && day <= today) return day;
  throw bad(name, 'takes a day, today at the latest');
}

/** What a bank's file says. @throws BAD_USER_INPUT naming what does not fit */
export function readReturns(returns: readonly Returned[], today: string): readonly Returned[] {
  if (returns.length === 0 || returns.length > MOST_RETURNS)
    throw bad('returns', `takes 1 to ${MOST_RETURNS} payments`);
  return returns.map(({ line, amount, reason, bankReference, returnedOn }, at) => {
    const name = `returns.${at}`;
    const said = reason.trim();
    if (said.length === 0 || said.length > MOST_CHARACTERS)
      throw bad(`${name}.reason`, `takes 1 to ${MOST_CHARACTERS} characters`);
    if (!REFERENCE.test(bankReference))
      throw bad(`${name}.bankReference`, 'takes 1 to 64 printable characters');
    const day = readDay(`${name}.returnedOn`, returnedOn, today);
    return { line, amount, reason: said, bankReference, returnedOn: day };
  });
}

/** A bank by its SWIFT code. @throws BAD_USER_INPUT */
export function readBankCode(code: string): string {
  const bank = code.trim().toUpperCase();
  if (BANK.test(bank)) return bank;
  throw bad('bankCode', 'takes a SWIFT code of 8 or 11 letters and digits');
}

/** The number of an account, without the blanks and hyphens that banks print. @throws BAD_USER_INPUT */
export function readAccountNumber(number: string): string {
  const account = number.replaceAll(/[ -]/g, '');
  if (ACCOUNT.test(account)) return account;
  throw bad('accountNumber', 'takes 5 to 20 digits');
}

function isDate(text: string): boolean {
  return DATE.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function bad(name: string, fault: string): RegistryError {
  return badArgument(`input.${name}`, fault);
}

function badArgument(argument: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`${argument}\` ${fault}.`, { argument });
}
