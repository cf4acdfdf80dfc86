import { RegistryError } from '@seisi/schema/errors';
import type { WantedConsent } from './consent.ts';
import type { PaperConsentRow } from './paper-consent.table.ts';

/** An officer who takes a consent down or confirms it: the account, the person behind it, and the agencies that the account is of. */
export type PaperOfficer = {
  readonly id: string;
  readonly personKey: string;
  readonly agencies: readonly (string | null)[];
};

/**
 * Nobody makes a ground for himself (access §3): the agency that is to see has no part in taking its consents down.
 * @throws STEP_REFUSED for an officer of that agency
 */
export function checkNotReceiving(officer: PaperOfficer, { agencyCode }: WantedConsent): void {
  if (officer.agencies.includes(agencyCode))
    throw new RegistryError(
      'STEP_REFUSED',
      'An officer of the agency that is to see takes down no consent to it. Ask an officer of another agency.',
    );
}

/**
 * A paper as the second officer leaves it. Both must have read the same in it, or one of them did not read.
 * @throws NOT_FOUND where there is none of this person
 * @throws STEP_REFUSED where it was confirmed already, by the officer who took it down, or where it says something else
 */
export function confirmed(
  paper: PaperConsentRow | null,
  read: WantedConsent,
  officer: PaperOfficer,
  at: Date,
): PaperConsentRow {
  if (paper === null)
    throw new RegistryError('NOT_FOUND', 'There is no such paper of this person. Check both identifiers.');
  if (paper.confirmedAt !== null) throw refused('is confirmed already; nothing can be done to it any more');
  if (paper.recordedBy === officer.id || paper.recorderKey === officer.personKey)
    throw refused('is confirmed by another officer than the one who took it down');
  if (!saysTheSame(paper, read))
    throw refused('says something else by the first officer’s reading. Read it again, together');
  return { ...paper, confirmedBy: officer.id, confirmedAt: at };
}

function saysTheSame(paper: PaperConsentRow, read: WantedConsent): boolean {
  return (
    paper.agencyCode === read.agencyCode &&
    paper.purpose === read.purpose &&
    paper.validUntil === read.validUntil &&
    paper.classes.join() === read.classes.join()
  );
}

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', `The paper ${why}.`);
}
