import { type Transaction, takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { LINES_KEPT } from './adopted-line.loaders.ts';
import { givenCount, refuseActs, refuseReads } from './adopted-line.policy.ts';
import { adoptLine, proposeLine } from './adopted-line.step.ts';
import type { AdoptedLineRow } from './adopted-line.table.ts';
import type { LineOfficer } from './adopted-line.ts';
import type { RoomContext } from './context.ts';
import type { PovertyStatus, Resolvers, SkipReason } from './types.generated.ts';

/** Which lines count from when, who decides it, and what came of every household. */
export const adoptedLineResolvers = {
  Query: {
    adoptedLines: (_root, _given, { loaders, passport }) => {
      refuseReads('Query.adoptedLines', passport.basis);
      return loaders.adoptedLines();
    },
  },

  Mutation: {
    proposePovertyLine: (_root, { input }, context) => {
      refuseActs('proposePovertyLine', context.passport.basis);
      const { basisYear, since, idempotencyKey } = input;
      const asked = { basisYear: readYear(basisYear), since: readSince(since, context.today) };
      return act(context, 'proposePovertyLine', idempotencyKey, asked, (transaction, officer, at) =>
        proposeLine(transaction, { ...asked, officer, at }),
      );
    },
    adoptPovertyLine: (_root, { input }, context) => {
      refuseActs('adoptPovertyLine', context.passport.basis);
      const asked = { id: uuidArgument('input.id', input.id) };
      const { today } = context;
      return act(context, 'adoptPovertyLine', input.idempotencyKey, asked, (transaction, officer, at) =>
        adoptLine(transaction, { ...asked, officer, today, at }),
      );
    },
  },

  AdoptedLine: {
    run: ({ id }, _given, { loaders }) => loaders.recomputeRunByLine.load(id),
  },

  RecomputeRun: {
    assessed: ({ assessed }) => givenCount('RecomputeRun.assessed', assessed),
    outcomes: ({ outcomes }) =>
      Object.entries(outcomes).map(([step, households]) => {
        const [before, after] = step.split('>');
        return {
          before: before === 'NONE' ? null : (before as PovertyStatus),
          after: after as PovertyStatus,
          households,
        };
      }),
    skipped: ({ skipped }) =>
      Object.entries(skipped).map(([reason, households]) => ({ reason: reason as SkipReason, households })),
  },
  RecomputeOutcome: {
    households: ({ households }) => givenCount('RecomputeOutcome.households', households ?? 0),
  },
  RecomputeSkip: {
    households: ({ households }) => givenCount('RecomputeSkip.households', households ?? 0),
  },
} satisfies Resolvers;

type Doing = (transaction: Transaction, officer: LineOfficer, at: Date) => Promise<string>;

/** An act of an officer; it comes to the identifier of a line, which is shown as it stands then. */
async function act(
  context: RoomContext,
  name: 'proposePovertyLine' | 'adoptPovertyLine',
  idempotencyKey: string,
  input: unknown,
  take: Doing,
): Promise<{ adoptedLine: AdoptedLineRow | null }> {
  const officer = await officerOf(name, context);
  const id = await takeAct(context, acts, {
    ...{ name, idempotencyKey, input },
    take: (transaction, at) => take(transaction, officer, at),
  });
  context.memory.forget(LINES_KEPT);
  return { adoptedLine: await context.loaders.adoptedLineOf(id) };
}

/** The officer of the posting on which the request rests. @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else */
async function officerOf(name: string, { loaders, passport }: RoomContext): Promise<LineOfficer> {
  const ground = await loaders.ground();
  if (ground.kind === 'POSTING' && passport.viewer !== null)
    return { id: passport.viewer.id, personKey: ground.personKey };
  throw withheld(`Mutation.${name}`, null, 'CLASS_NOT_IN_BASIS');
}

/** @throws BAD_USER_INPUT for what is no year of a survey */
function readYear(year: number): number {
  if (year >= 1970 && year <= 9999) return year;
  throw new RegistryError('BAD_USER_INPUT', '`input.basisYear` takes a year of four digits.', {
    argument: 'input.basisYear',
  });
}

/** @throws BAD_USER_INPUT for what is no day of the calendar, or one that has passed */
function readSince(since: string, today: string): string {
  if (new Date(`${since}T00:00:00Z`).toJSON()?.slice(0, 10) === since && since >= today) return since;
  throw new RegistryError('BAD_USER_INPUT', '`input.since` takes today or a day to come, as YYYY-MM-DD.', {
    argument: 'input.since',
  });
}
