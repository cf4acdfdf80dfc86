import { civilDate } from '@seisi/host/context';
import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { and, eq, not, type SQL } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { isSealed } from './seal.policy.ts';

type Parts = Pick<InquiryParts, 'db' | 'now'>;
type Place = { readonly state: string; readonly district: string };

/** For the room of aid, which hands applications to the office of the place: the state and district where a person lives today; null where that is no single place. */
export function districtInquiry({ db, now }: Parts): InquiryRule {
  return { by: 'aid', answer: async (personKey) => only(await homesOf(db, personKey, civilDate(now()))) };
}

/**
 * For the room of volunteers, which lets one person know where another needs help: the same, and null for whoever lives under protection in any of their
 * homes.
 */
export function openDistrictInquiry({ db, now }: Parts): InquiryRule {
  return {
    by: 'volunteer',
    answer: async (personKey) => {
      const today = civilDate(now());
      const homes = await homesOf(db, personKey, today);
      const open = await homesOf(db, personKey, today, not(isSealed(today)));
      return homes.length === open.length ? only(open) : null;
    },
  };
}

function homesOf(db: Parts['db'], personKey: string, today: string, where?: SQL): Promise<readonly Place[]> {
  if (!isUuid(personKey)) return Promise.resolve([]);
  return db
    .select({ state: households.state, district: households.district })
    .from(memberships)
    .innerJoin(households, eq(households.key, memberships.householdKey))
    .where(
      and(eq(memberships.personKey, personKey), inForce(memberships.since, memberships.until, today), where),
    )
    .limit(2);
}

function only(homes: readonly Place[]): Place | null {
  return homes.length === 1 ? (homes[0] ?? null) : null;
}
