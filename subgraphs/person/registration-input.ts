import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import type { NewPerson } from './head-of-household.step.ts';
import { readIdentityNumber } from './identity-number.ts';
import type { Declared } from './new-registration.step.ts';
import type { ApplyForRegistrationInput, RegisterHouseholdInput } from './types.generated.ts';

const MOST_CHARACTERS = 2000;
const MOST_ADDRESS = 200;
const MOST_NAME = 150;
const MOST_MEMBERS = 40;
const MOST_SEN = 100_000_000;
const POSTCODE = /^\d{5}$/;
const PHONE = /^\+60\d{8,10}$/;

/**
 * What is declared about a household, as it may be kept; the state is that of the district.
 * @throws BAD_USER_INPUT for an address or postcode that is none, and for figures out of bounds
 */
export function readDeclared(
  input: ApplyForRegistrationInput | RegisterHouseholdInput,
  state: string,
): Declared {
  const { postcode, district, strata, members, monthlyIncome } = input;
  const addressLine = readText('addressLine', input.addressLine, MOST_ADDRESS);
  if (!POSTCODE.test(postcode)) throw badInput('postcode', 'takes five digits');
  if (!Number.isSafeInteger(members) || members < 1 || members > MOST_MEMBERS)
    throw badInput('members', `is 1 to ${MOST_MEMBERS}, the head included`);
  if (monthlyIncome < 0 || monthlyIncome > MOST_SEN)
    throw badInput('monthlyIncome', 'takes 0 to 100,000,000 sen a month');
  const place = { addressLine, postcode, district, state, strata };
  return { ...place, declaredMembers: members, declaredIncome: monthlyIncome };
}

/**
 * Who heads a household, as an office takes it down. The sex is that of the number.
 * @throws BAD_USER_INPUT for a number that is none, a birth after today, and a name or number of a phone that is none
 */
export function readHeadOf(input: RegisterHouseholdInput, today: string): NewPerson {
  const { identityNumberKind, birthDate, maritalStatus, education, employment, phone = null } = input;
  const number = readIdentityNumber(input.identityNumber);
  if (number === null) throw badInput('identityNumber', 'is no identity number: it takes 12 digits');
  if (birthDate > today) throw badInput('birthDate', 'is after today');
  if (phone !== null && !PHONE.test(phone)) throw badInput('phone', 'takes a number such as +60123456789');
  const name = readText('name', input.name, MOST_NAME);
  const of = { identityNumber: number.digits, identityNumberKind, name, birthDate, sex: number.sex };
  return { ...of, phone, maritalStatus, education, employment };
}

/** @throws BAD_USER_INPUT for a district outside of the posting's areas */
export function checkWithinPosting(areas: readonly string[], district: string, state: string): void {
  if (!covers(areas, district, state)) throw badInput('district', 'is outside of the areas of your posting');
}

/** What somebody writes, without blanks around it. @throws BAD_USER_INPUT for nothing, and for more than 2,000 characters or the number given */
export function readText(name: string, text: string, most = MOST_CHARACTERS): string {
  const said = text.trim();
  if (said.length > 0 && said.length <= most) return said;
  throw badInput(name, `takes 1 to ${most} characters`);
}

/** A fault of one part of the input. */
export function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
