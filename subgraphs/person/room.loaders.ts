import type { RoomParts } from '@seisi/host/context';
import { areaLoaders } from './area.loaders.ts';
import { assessmentLoaders } from './assessment.loaders.ts';
import { consentLoaders } from './consent.loaders.ts';
import { dailyBudgetLoaders } from './daily-budget.loaders.ts';
import { explainLoaders } from './explain.loaders.ts';
import { factsLoaders } from './facts.loaders.ts';
import { groundLoaders } from './ground.loaders.ts';
import { householdLoaders } from './household.loaders.ts';
import { incomeLoaders } from './income.loaders.ts';
import { labelLoaders } from './label.loaders.ts';
import { logHomeLoaders } from './log-home.loaders.ts';
import { mintGrants } from './mint.ts';
import { personLoaders } from './person.loaders.ts';
import { situationLoaders } from './situation.loaders.ts';

/** All reads of this room, and its mint, made once per request. */
export const personRoomLoaders = (parts: RoomParts) => {
  const { ground, groundOfOwn, groundAtAnyAge, groundFacts, agenciesOfPosted } = groundLoaders(parts);
  const { situationByHousehold, homesByPerson } = situationLoaders(parts, groundAtAnyAge);
  const assessments = assessmentLoaders(parts);
  const households = householdLoaders(parts, ground);
  const { logHomesByPerson } = logHomeLoaders(parts);
  const grantOf = mintGrants(parts, {
    ground: (type, key) => groundOfOwn(({ personKey }) => type === 'Person' && key === personKey),
    situation: (key) => situationByHousehold.load(key),
    homes: (key) => homesByPerson.load(key),
    ...dailyBudgetLoaders(parts, groundAtAnyAge),
  });
  return {
    ground,
    groundOfOwn,
    agenciesOfPosted,
    groundFacts,
    homesByPerson,
    situationByHousehold,
    grantOf,
    ...areaLoaders(parts),
    ...assessments,
    ...consentLoaders(parts),
    ...explainLoaders(parts),
    ...households,
    ...incomeLoaders(parts),
    ...labelLoaders(parts),
    ...personLoaders(parts, { groundOfOwn, groundAtAnyAge }),
    ...factsLoaders(parts, {
      ground,
      grantOf,
      situation: (key) => situationByHousehold.load(key),
      homes: (key) => homesByPerson.load(key),
      household: (key) => households.householdByKey.load(key),
      logHomes: (key) => logHomesByPerson.load(key),
      linesOfState: (key) => assessments.povertyLinesByYearAndState.load(key),
    }),
  };
};

export type PersonLoaders = ReturnType<typeof personRoomLoaders>;
