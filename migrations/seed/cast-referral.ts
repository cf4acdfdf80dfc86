import type { ReferralRow } from '../../subgraphs/agency/referral.table.ts';
import { AGENCY } from './agency-code.ts';
import { dayOf } from './calendar.ts';
import { CAST, PLACE } from './known.ts';
import { type ReferralFacts, referralOf } from './referral.ts';
import { householdKey, MOST_HOUSEHOLDS, NOBODY, personKey } from './registry-index.ts';

/** A household index that no registry has: its key belongs to no household. */
const NO_HOUSEHOLD = MOST_HOUSEHOLDS;

/** The referrals of a household of the cast. Those of nobody (nth 6 and 7 of the known household) and of the sealed household must look alike from outside. */
export function castReferrals(seed: number, index: number): ReferralRow[] {
  switch (index) {
    case CAST.known:
      return [
        referralOf(seed, index, 0, aboutHousehold(householdKey(seed, index), 0)),
        referralOf(seed, index, 1, aboutPerson(personKey(seed, index, PLACE.known.child), 1)),
        referralOf(seed, index, 6, aboutHousehold(householdKey(seed, NO_HOUSEHOLD), 2)),
        referralOf(seed, index, 7, aboutPerson(personKey(seed, index, NOBODY), 3)),
      ];
    case CAST.sealed:
      return [
        referralOf(seed, index, 0, aboutHousehold(householdKey(seed, index), 4)),
        referralOf(seed, index, 1, aboutPerson(personKey(seed, index, PLACE.sealed.son), 5)),
      ];
    case CAST.selfReferred: {
      const { selfReferring } = AGENCY;
      const facts = aboutHousehold(householdKey(seed, index), 6);
      return [referralOf(seed, index, 0, { ...facts, fromAgency: selfReferring, toAgency: selfReferring })];
    }
    default:
      return [];
  }
}

function aboutHousehold(key: string, nth: number): ReferralFacts {
  return { ...sentByJkm(nth), householdKey: key, personKey: null, status: 'ACCEPTED' };
}

function aboutPerson(key: string, nth: number): ReferralFacts {
  return { ...sentByJkm(nth), householdKey: null, personKey: key, status: 'SENT' };
}

function sentByJkm(
  nth: number,
): Pick<ReferralFacts, 'fromAgency' | 'toAgency' | 'need' | 'note' | 'day' | 'hour'> {
  return {
    fromAgency: AGENCY.jkm,
    toAgency: AGENCY.ngo,
    need: 'FOOD',
    note: 'Mohon lawatan ke rumah dan penilaian keperluan.',
    day: dayOf('2025-09-08') + nth,
    hour: 0.25,
  };
}
