import { after, all, type Soon } from '@seisi/host/soon';
import { lineKey } from './assessment.loaders.ts';
import type { AssessmentRow } from './assessment.table.ts';
import { incomePerHead } from './assessment.ts';
import {
  type Counted,
  isCountedAs,
  recordedIn,
  replayOf,
  verdictBy,
  verdictIn,
} from './assessment-verdict.ts';
import type { RoomContext } from './context.ts';
import { dayKey } from './household-figures.statement.ts';
import type { PovertyLineRow } from './poverty-line.table.ts';
import { lineOf, provenanceOf } from './poverty-line.ts';
import type { PovertyLineKind, Resolvers } from './types.generated.ts';

/** Poverty assessments with the lines that produced them. */
export const assessmentResolvers = {
  Query: {
    povertyLines: (_root, { basisYear }, { loaders }) => loaders.povertyLinesOfYear(basisYear),
  },
  Assessment: {
    line: (assessment, _args, context) => lineFor(assessment, 'POVERTY', context),
    foodLine: (assessment, _args, context) => lineFor(assessment, 'FOOD', context),
    provenance: (assessment, _args, context) =>
      after(
        all([lineFor(assessment, 'POVERTY', context), lineFor(assessment, 'FOOD', context)]),
        provenanceOf,
      ),
    incomePerHead: ({ totalMonthlyIncome, memberCount }) => incomePerHead(totalMonthlyIncome, memberCount),
    verdicts: async (assessment, _args, context) => {
      const counted = await countedIn(assessment, context);
      return TESTS.map((test) => ({ test, ...(verdictBy(test, counted) ?? UNKNOWN) }));
    },
    replay: async (assessment, _args, context) => {
      const replayed = replayOf(recordedIn(assessment), await countedIn(assessment, context));
      const figures = await context.loaders.figuresOfDay.load(dayKey(assessment));
      return {
        ...(replayed ?? { ...UNKNOWN, isSame: null }),
        isRegisterSame: isCountedAs(assessment, figures),
      };
    },
  },
} satisfies Resolvers;

const TESTS = ['PER_HEAD', 'HOUSEHOLD', 'HOUSEHOLD_OR_PER_HEAD'] as const;
/** Where a line is not on record. */
const UNKNOWN = { status: null, exitReason: null } as const;

/** All that an assessment kept, with the lines of its basis year as they are on record, and the verdict that it followed. */
async function countedIn(assessment: AssessmentRow, { loaders }: RoomContext): Promise<Counted> {
  const { basisYear, state: stateCode, previousId } = assessment;
  const [lines, before] = await Promise.all([
    loaders.povertyLinesByYearAndState.load(lineKey({ basisYear, stateCode })),
    previousId === null ? null : loaders.assessmentById.load(previousId),
  ]);
  return { ...assessment, lines, previous: before && verdictIn(before) };
}

function lineFor(
  assessment: AssessmentRow,
  kind: PovertyLineKind,
  { loaders }: RoomContext,
): Soon<PovertyLineRow | null> {
  const key = lineKey({ basisYear: assessment.basisYear, stateCode: assessment.state });
  return after(loaders.povertyLinesByYearAndState.load(key), (lines) => lineOf(lines, assessment, kind));
}
