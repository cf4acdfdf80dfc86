import type { HouseholdFacts } from '@seisi/schema/facts';
import { told, Verdict } from '@seisi/schema/verdict';
import type { OkuRegistrationStatus } from './types.generated.ts';

/** What the register says of one member: a status, or that there is no entry. */
export type MemberStatus = OkuRegistrationStatus | 'NOT_IN_REGISTER';

/**
 * Whether one who lives in a household is registered as OKU today. No only where each member is known not to be: with somebody untold, or
 * nobody at all, it cannot be told.
 */
export function hasOkuMember(
  { whole }: Pick<HouseholdFacts, 'whole'>,
  statuses: readonly MemberStatus[],
): Verdict<'MEMBERS'> {
  const ofMembers = statuses.map((status) => Verdict.of(told('MEMBERS', status), isRegistered));
  const [first, ...others] = whole ? ofMembers : [...ofMembers, Verdict.unknown('MEMBERS')];
  return first === undefined
    ? Verdict.unknown('MEMBERS')
    : others.reduce((answer, other) => answer.or(other), first);
}

function isRegistered(status: MemberStatus): boolean {
  return status === 'REGISTERED';
}
