import { after, type Soon } from '@seisi/host/soon';
import type { ClockRow } from './clock.table.ts';
import { type ClockKind, isOverdue } from './clock.ts';
import type { RoomContext } from './context.ts';
import type { Resolvers } from './types.generated.ts';

/** The last days of an application. */
export const clockResolvers = {
  Application: {
    dueOn: ({ id }, _arguments, context) =>
      after(running(id, 'DECISION', context), (clock) => clock?.dueOn ?? null),
    isOverdue: ({ id }, _arguments, context) =>
      after(running(id, 'DECISION', context), (clock) =>
        clock === undefined ? null : isOverdue(clock, context.today),
      ),
    documentsDueOn: ({ id }, _arguments, context) =>
      after(running(id, 'COMPLETENESS', context), (clock) => clock?.dueOn ?? null),
  },
} satisfies Resolvers;

function running(id: string, kind: ClockKind, { loaders }: RoomContext): Soon<ClockRow | undefined> {
  return after(loaders.runningClocksByApplication.load(id), (clocks) =>
    clocks.find((clock) => clock.kind === kind),
  );
}
