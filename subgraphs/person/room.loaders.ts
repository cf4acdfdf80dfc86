import type { RoomParts } from '@seisi/host/context';
import { areaLoaders } from './area.loaders.ts';
import { assessmentLoaders } from './assessment.loaders.ts';
import { consentLoaders } from './consent.loaders.ts';
import { groundLoaders } from './ground.loaders.ts';
import { householdLoaders } from './household.loaders.ts';
import { incomeLoaders } from './income.loaders.ts';
import { labelLoaders } from './label.loaders.ts';
import { mintGrants } from './mint.ts';
import { personLoaders } from './person.loaders.ts';
import { situationLoaders } from './situation.loaders.ts';

/** All reads of this room, and its mint, made once per request. */
export const personRoomLoaders = (parts: RoomParts) => {
  const { ground, groundFacts } = groundLoaders(parts);
  const { situationByHousehold, homesByPerson } = situationLoaders(parts, ground);
  return {
    ground,
    groundFacts,
    homesByPerson,
    ...areaLoaders(parts),
    ...assessmentLoaders(parts),
    ...consentLoaders(parts),
    ...householdLoaders(parts, ground),
    ...incomeLoaders(parts),
    ...labelLoaders(parts),
    ...personLoaders(parts, ground),
    grantOf: mintGrants(parts, {
      ground,
      situation: (key) => situationByHousehold.load(key),
      homes: (key) => homesByPerson.load(key),
    }),
  };
};

export type PersonLoaders = ReturnType<typeof personRoomLoaders>;
