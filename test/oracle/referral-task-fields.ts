import { type Fields, page } from './field.ts';
import { compare, type ReferralRow } from './registry.ts';

/** Referrals as the work of the agencies that sent and received them; one from an agency to itself is nobody's. */
export const referralTaskFields: Fields = {
  'Query.referralTasks': (_root, given, { registry, ground }) => {
    const own =
      ground.kind === 'AGREEMENT'
        ? ground.agreement.agencyCode
        : ground.kind === 'POSTING'
          ? ground.posting.agencyCode
          : '';
    const found = registry.rows.referrals.filter(
      ({ fromAgency, toAgency, status }) =>
        fromAgency !== toAgency &&
        [fromAgency, toAgency].includes(own) &&
        (given['status'] == null || status === given['status']),
    );
    const newest = (one: ReferralRow, other: ReferralRow) =>
      other.sentAt.getTime() - one.sentAt.getTime() || compare(other.id, one.id);
    return page(found.toSorted(newest), given);
  },
  'ReferralTask.fromAgency': ({ fromAgency }: ReferralRow, _given, { registry }) =>
    registry.rows.agencies.find(({ code }) => code === fromAgency) ?? null,
  'ReferralTask.toAgency': ({ toAgency }: ReferralRow, _given, { registry }) =>
    registry.rows.agencies.find(({ code }) => code === toAgency) ?? null,
  'ReferralTask.isOverdue': ({ status, sentAt }: ReferralRow, _given, { registry }) =>
    status === 'SENT' && sentAt.getTime() + 14 * 86_400_000 < registry.now,
  'ReferralTask.onward': () => null,
  // Those of the seed were sent before steps were kept.
  'ReferralTask.steps': () => [],
};
