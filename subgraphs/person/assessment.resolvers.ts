import { after, all, type Soon } from '@seisi/host/soon';
import { lineKey } from './assessment.loaders.ts';
import type { AssessmentRow } from './assessment.table.ts';
import { incomePerHead } from './assessment.ts';
import type { RoomContext } from './context.ts';
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
  },
} satisfies Resolvers;

function lineFor(
  assessment: AssessmentRow,
  kind: PovertyLineKind,
  { loaders }: RoomContext,
): Soon<PovertyLineRow | null> {
  const key = lineKey({ basisYear: assessment.basisYear, stateCode: assessment.state });
  return after(loaders.povertyLinesByYearAndState.load(key), (lines) => lineOf(lines, assessment, kind));
}
