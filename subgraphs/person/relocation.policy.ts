import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { reachesSealed } from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import { householdReach } from './household.policy.ts';
import { households } from './household.table.ts';
import type { Mover } from './move.policy.ts';
import { relocations } from './relocation.table.ts';
import type { ReachedPlaces, Relocated } from './relocation.ts';

/** What a household's move writes, so what the duty of its officers opens. */
export const RELOCATING = ['register', 'area', 'kinship', 'contact'] as const satisfies readonly DataClass[];

/** Which of the two sides an officer reaches; what is out of reach is as what does not exist. */
export async function reachedPlacesOf(
  { householdId, district, state }: Relocated,
  { areas }: Mover,
  { loaders }: RoomContext,
): Promise<ReachedPlaces> {
  const household = await loaders.householdById.load(householdId);
  const grant = household === null ? null : await loaders.grantOf('Household', household.key);
  return {
    household: grant !== null && RELOCATING.every((name) => opens(grant.classes, name)),
    area: covers(areas, district, state),
  };
}

/** @throws NOT_FOUND where neither the household nor the new district is within reach */
export function checkReachedPlaces({ household, area }: ReachedPlaces): void {
  if (household || area) return;
  throw new RegistryError('NOT_FOUND', 'Neither the household nor the new district is within your reach.');
}

/** The moves of households that an officer meets: of a household within reach, or into the posting's areas; of one under protection, by the duty that holds it alone. */
export function isRelocationMet(ground: Ground, today: string): SQL {
  const isOfHousehold = sql`exists (
    select 1 from ${households} where ${and(eq(households.id, relocations.householdId), householdReach.where(ground, today))})`;
  const areas = ground.kind === 'POSTING' ? [...ground.areas] : [];
  const isInto = areas.includes('MY')
    ? sql`true`
    : or(inArray(relocations.district, areas), inArray(relocations.state, areas));
  const isOpen = reachesSealed(ground) ? undefined : eq(relocations.isSealed, false);
  return and(or(isOfHousehold, isInto), isOpen) ?? sql`false`;
}
