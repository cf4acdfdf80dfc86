import type { ApplicationRow } from '../../subgraphs/aid/application.table.ts';
import type { AwardVersionRow, BankAccountRow } from '../../subgraphs/aid/award.table.ts';
import { OFFICER } from './agency-code.ts';
import { scramble, uuidOf } from './random.ts';

/** Invented banks: no account of theirs can be anybody's. */
const BANKS = ['REKAMYK1', 'REKAMYK2', 'REKAMYK3'] as const;

/** The first version of what an application was granted, as its own columns say it; none where nothing was. */
export function awardsOf(seed: number, application: ApplicationRow, index: number): AwardVersionRow[] {
  const { awardAmount, awardStartsOn, awardEndsOn, decidedAt, decisionReason } = application;
  if (awardAmount === null || awardStartsOn === null || decidedAt === null) return [];
  return [
    {
      id: uuidOf(seed, 'award', index),
      applicationId: application.id,
      version: 1,
      personKey: application.applicantKey,
      schemeCode: application.schemeCode,
      amount: awardAmount,
      recipients: null,
      startsOn: awardStartsOn,
      endsOn: awardEndsOn,
      reason: decisionReason ?? '',
      by: OFFICER.district,
      at: decidedAt,
    },
  ];
}

/**
 * Where a person is paid: known and checked as soon as the payment of any award was set up. Of those who are only approved every other one has stated it, and nobody has
 * checked it yet.
 */
export function accountsOf(
  seed: number,
  index: number,
  applications: readonly ApplicationRow[],
): BankAccountRow[] {
  const isSet = applications.some(({ status }) => status === 'COMPLETED');
  const granted = applications.find(({ status }) => status === (isSet ? 'COMPLETED' : 'APPROVED'));
  if (granted?.decidedAt == null || granted.awardStartsOn === null || (!isSet && index % 2 === 1)) return [];
  const at = granted.decidedAt;
  return [
    {
      id: uuidOf(seed, 'bank-account', index),
      personKey: granted.applicantKey,
      bankCode: BANKS[index % BANKS.length] ?? BANKS[0],
      accountNumber: `9${scramble(index, 9)}`,
      startsOn: granted.awardStartsOn,
      endsOn: null,
      statedBy: 'counter',
      statedAt: at,
      checkedBy: isSet ? OFFICER.payment : null,
      checkedAt: isSet ? at : null,
    },
  ];
}
