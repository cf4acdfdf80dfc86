import { RegistryError, UNKNOWN_MESSAGE } from './errors.ts';
import type { FactsByRoom, TellingForRoom } from './facts-mint.ts';

export type {
  HouseholdFacts,
  HouseholdTotals,
  LineFacts,
  LogFacts,
  PersonFacts,
  TellingForRoom,
} from './facts-mint.ts';

/**
 * What a room was told of a subject, by the room's own name; the host opened it, for this room alone.
 * @throws SOURCE_UNAVAILABLE where it was told nothing, BUDGET_EXHAUSTED where the day's answers are used up
 */
export function factsFor<Name extends keyof FactsByRoom>(
  _room: Name,
  telling: TellingForRoom | null | undefined,
): NonNullable<FactsByRoom[Name]> {
  if (telling === null || telling === undefined)
    throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
  if (telling.kind === 'SPENT') throw budgetExhausted();
  return telling.inputs as NonNullable<FactsByRoom[Name]>;
}

/** The day's answers about this subject are used up: the same words whatever the answer would be, and whether there is one. */
export function budgetExhausted(): RegistryError {
  return new RegistryError(
    'BUDGET_EXHAUSTED',
    'No more computed answers about this subject today under this agreement.',
  );
}
