import { badInput } from '@seisi/host/read-input';
import type { AskForOkuStatusInput } from './types.generated.ts';

/** Two facts that are presented about somebody: twelve digits, and a registration number or the reference of an application. */
export type StatusAsked = { readonly identityNumber: string; readonly number: string };

const HYPHENATED = /^(\d{6})-?(\d{2})-?(\d{4})$/;
const NUMBER = /^[A-Z0-9-]{6,24}$/;

/**
 * What was presented, as the registers keep it; its faults are told by its form alone.
 * @throws BAD_USER_INPUT for numbers that are none
 */
export function readStatusAsked({ identityNumber, number }: AskForOkuStatusInput): StatusAsked {
  const digits = HYPHENATED.exec(identityNumber.trim())?.slice(1).join('');
  if (digits === undefined) throw badInput('identityNumber', 'is no identity number: it takes 12 digits');
  const capital = number.trim().toUpperCase();
  if (!NUMBER.test(capital)) throw badInput('number', 'is no number of a registration or application');
  return { identityNumber: digits, number: capital };
}
