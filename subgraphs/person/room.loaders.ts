import type { RoomParts } from '@seisi/host/context';
import { loaderGroups, made } from '@seisi/host/loader-groups';
import { adoptedLineLoaders } from './adopted-line.loaders.ts';
import { aidReceivedLoaders } from './aid-received.loaders.ts';
import { areaLoaders } from './area.loaders.ts';
import { articleLoaders } from './article.loaders.ts';
import { assessmentLoaders } from './assessment.loaders.ts';
import { consentLoaders } from './consent.loaders.ts';
import { dailyBudgetLoaders } from './daily-budget.loaders.ts';
import { explainLoaders } from './explain.loaders.ts';
import { factsLoaders } from './facts.loaders.ts';
import { groundLoaders } from './ground.loaders.ts';
import { householdLoaders } from './household.loaders.ts';
import { householdOnDayLoaders } from './household-on-day.loaders.ts';
import { identityCardLoaders } from './identity-card.loaders.ts';
import { identityMatchLoaders } from './identity-match.loaders.ts';
import { incomeLoaders } from './income.loaders.ts';
import { labelLoaders } from './label.loaders.ts';
import { lockedListLoaders } from './locked-list.loaders.ts';
import { logHomeLoaders } from './log-home.loaders.ts';
import { mintGrants } from './mint.ts';
import { moveLoaders } from './move.loaders.ts';
import { noticeLoaders } from './notice.loaders.ts';
import { personLoaders } from './person.loaders.ts';
import { recordedAddressLoaders } from './recorded-address.loaders.ts';
import { recordedIncomeLoaders } from './recorded-income.loaders.ts';
import { recordedValueLoaders } from './recorded-value.loaders.ts';
import { registrationLoaders } from './registration.loaders.ts';
import { relocationLoaders } from './relocation.loaders.ts';
import { situationLoaders } from './situation.loaders.ts';
import { updateRequestLoaders } from './update-request.loaders.ts';

const join = loaderGroups();

/** The reads of what the register's processes keep: registrations, moves, requests, lists. */
const processes = (
  parts: RoomParts,
  { ground, groundAtAnyAge }: Pick<ReturnType<typeof groundLoaders>, 'ground' | 'groundAtAnyAge'>,
) =>
  [
    () => aidReceivedLoaders(parts),
    () => identityCardLoaders(parts),
    () => identityMatchLoaders(parts, ground),
    () => noticeLoaders(parts),
    () => recordedAddressLoaders(parts),
    () => lockedListLoaders(parts),
    () => moveLoaders(parts, ground),
    () => registrationLoaders(parts),
    () => updateRequestLoaders(parts, groundAtAnyAge),
    () => relocationLoaders(parts, ground),
  ] as const;

/** All reads of this room, and its mint, made once per request as far as they are used. */
export const personRoomLoaders = (parts: RoomParts) => {
  const grounds = groundLoaders(parts);
  const { ground, groundOfOwn, groundAtAnyAge } = grounds;
  const situations = situationLoaders(parts, groundAtAnyAge);
  const situation = (key: string) => situations.situationByHousehold.load(key);
  const homes = (key: string) => situations.homesByPerson.load(key);
  const grantOf = mintGrants(parts, {
    ground: (type, key) => groundOfOwn(({ personKey }) => type === 'Person' && key === personKey),
    situation,
    homes,
    ...dailyBudgetLoaders(parts, groundAtAnyAge),
  });
  const assessments = made(() => assessmentLoaders(parts));
  const lines = made(() => adoptedLineLoaders(parts));
  const households = made(() => householdLoaders(parts, ground));
  return join(
    () => grounds,
    () => situations,
    () => ({ grantOf }),
    () => areaLoaders(parts),
    () => articleLoaders(parts),
    lines,
    assessments,
    () => consentLoaders(parts),
    () => explainLoaders(parts),
    households,
    () => incomeLoaders(parts),
    () => householdOnDayLoaders(parts),
    () => recordedIncomeLoaders(parts),
    () => recordedValueLoaders(parts),
    () => labelLoaders(parts),
    () => personLoaders(parts, { groundOfOwn, groundAtAnyAge }),
    ...processes(parts, grounds),
    () => {
      const { logHomesByPerson } = logHomeLoaders(parts);
      return factsLoaders(parts, {
        ground,
        grantOf,
        situation,
        homes,
        household: (key) => households().householdByKey.load(key),
        logHomes: (key) => logHomesByPerson.load(key),
        basisYear: () => lines().basisYearInForce(parts.today),
        linesOfState: (key) => assessments().povertyLinesByYearAndState.load(key),
      });
    },
  );
};

export type PersonLoaders = ReturnType<typeof personRoomLoaders>;
