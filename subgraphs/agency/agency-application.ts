import { advance, type Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { AgencyApplicationRow, AgencyApplicationStepRow } from './agency-application.table.ts';
import { isOrganisationNumber } from './organisation-number.ts';
import { readText } from './read-input.ts';

type Status = AgencyApplicationRow['status'];
export type ApplicationAct = Exclude<AgencyApplicationStepRow['act'], 'APPLY'>;

const GIVEN_UP = { REFUSE: 'REFUSED', WITHDRAW: 'WITHDRAWN' } as const;

/** The life of an application (processes (e): Permohonan, Pengesahan SSM/ROS, Semakan Surat, Aktif, Ditolak). */
const WITH_NUMBER: Life<Status, ApplicationAct> = {
  APPLIED: { CHECK_NUMBER: 'NUMBER_CHECKED', ...GIVEN_UP },
  NUMBER_CHECKED: { CHECK_LETTER: 'LETTER_CHECKED', ...GIVEN_UP },
  LETTER_CHECKED: { ADMIT: 'ADMITTED', ...GIVEN_UP },
  ADMITTED: {},
  REFUSED: {},
  WITHDRAWN: {},
};

/** A government body has neither number: it comes by its letter alone. */
const BY_LETTER: Life<Status, ApplicationAct> = {
  ...WITH_NUMBER,
  APPLIED: { CHECK_LETTER: 'LETTER_CHECKED', ...GIVEN_UP },
};

/** @throws STEP_REFUSED where the step is not open from there */
export function nextStatus(
  { status, registrationNumber }: Pick<AgencyApplicationRow, 'status' | 'registrationNumber'>,
  step: ApplicationAct,
): Status {
  const life = registrationNumber === null ? BY_LETTER : WITH_NUMBER;
  return advance(life, { thing: 'application', status, step });
}

/** What an organisation says of itself. */
export type Applying = Omit<
  AgencyApplicationRow,
  'id' | 'reference' | 'applicantKey' | 'status' | 'appliedAt' | 'agencyCode'
>;

const EMAIL = /^[^\s@<>",;]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/;
const PHONE = /^(?:\+?60|0)\d{8,10}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** @throws BAD_USER_INPUT naming what is wrong */
export function readApplying(given: Applying, today: string): Applying {
  const { kind, registrationScheme, registrationNumber, letterDate, letterSha256 } = given;
  const [contactEmail, contactPhone] = [
    given.contactEmail.trim(),
    given.contactPhone.replaceAll(/[ -]/g, ''),
  ];
  if (contactEmail.length > 254 || !EMAIL.test(contactEmail)) throw bad('contactEmail', 'takes an address');
  if (!PHONE.test(contactPhone)) throw bad('contactPhone', 'takes a number of Malaysia');
  checkNumber(given, today);
  const isDay = new Date(`${letterDate}T00:00:00Z`).toJSON()?.slice(0, 10) === letterDate;
  if (!isDay || letterDate > today) throw bad('letterDate', 'takes a day, today or before');
  return {
    name: readText('name', given.name, 120),
    ...{ kind, registrationScheme, registrationNumber, contactEmail, contactPhone, letterDate },
    letterReference: readText('letterReference', given.letterReference, 80),
    letterSha256: readSha256(letterSha256),
  };
}

/** @throws BAD_USER_INPUT for what is none */
export function readSha256(text: string): string {
  const hash = text.toLowerCase();
  if (SHA256.test(hash)) return hash;
  throw bad('letterSha256', 'takes 64 hexadecimal digits');
}

function checkNumber(
  { kind, registrationScheme: scheme, registrationNumber: number }: Applying,
  today: string,
): void {
  const isOfGovernment = kind === 'FEDERAL' || kind === 'STATE';
  if (scheme === null && number === null) {
    if (kind !== 'NGO') return;
    throw bad('registrationNumber', 'is what an NGO is known by, with its scheme');
  }
  if (isOfGovernment) throw bad('registrationNumber', 'is not for a government body: it comes by its letter');
  if (scheme === null || number === null)
    throw bad('registrationNumber', 'stands with `registrationScheme`, or neither does');
  if (!isOrganisationNumber(scheme, number, today))
    throw bad('registrationNumber', 'has not the form of a number of its scheme');
}

/** Who acts: an officer, by token and by person. */
type Officer = { readonly id: string; readonly personKey: string };

/** @throws STEP_REFUSED for the officer's own application, and where whoever checked would admit */
export function checkOfficer(
  step: ApplicationAct,
  { applicantKey }: Pick<AgencyApplicationRow, 'applicantKey'>,
  before: readonly Pick<AgencyApplicationStepRow, 'act' | 'by' | 'byKey'>[],
  { id, personKey }: Officer,
): void {
  if (applicantKey === personKey) throw refused('Nobody decides about the own application. Ask a colleague.');
  if (step !== 'ADMIT') return;
  if (before.some(({ by, byKey }) => by === id || byKey === personKey))
    throw refused('Another officer than those who checked it admits it. Ask a colleague.');
}

const CODE = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

/** @throws BAD_USER_INPUT for what is no code of an agency */
export function readAgencyCode(code: string): string {
  if (CODE.test(code)) return code;
  throw bad('code', 'takes 3 to 40 small letters, digits and hyphens');
}

export function refused(says: string): RegistryError {
  return new RegistryError('STEP_REFUSED', says);
}

function bad(name: string, says: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${says}.`, { argument: `input.${name}` });
}
