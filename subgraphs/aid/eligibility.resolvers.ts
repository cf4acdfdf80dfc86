import { civilDate } from '@seisi/host/context';
import { isUuid } from '@seisi/host/scalars';
import { withheld } from '@seisi/schema/errors';
import { factsFor } from '@seisi/schema/facts';
import type { ApplicationRow } from './application.table.ts';
import { type Judged, judged } from './application-eligibility.ts';
import type { RegisterSays } from './circumstances.ts';
import type { RoomContext } from './context.ts';
import { type Circumstances, eligibility } from './eligibility.ts';
import { completedYears } from './entitlement.ts';
import { foundOf } from './finding.ts';
import { inForce } from './in-force.ts';
import type { RegisterCheckRow } from './register-check.table.ts';
import { answerIn, saidEver } from './register-check.ts';
import { type Criteria, criteriaOn, isOfHousehold } from './scheme-criteria.ts';
import type { Resolvers } from './types.generated.ts';

/** Whether a person, and whether an application, meets the criteria of a scheme, computed from what registers told this room. */
export const eligibilityResolvers = {
  Person: {
    eligible: async ({ facts }, { scheme }, { loaders, today }) => {
      const telling = factsFor('aid', facts);
      const criteria = criteriaOn(await loaders.rulesByScheme.load(scheme), today);
      const verdict = eligibility(criteria, knownFor(criteria, telling, 'Person.eligible'));
      return { answer: verdict.answer, because: [...verdict.because] };
    },

    applicationEligibility: async ({ key, facts }, { application }, context) => {
      const file = isUuid(application) ? await context.loaders.fileById.load(application) : null;
      return file?.applicantKey === key ? eligibilityOf(file, factsFor('aid', facts), context) : null;
    },
  },
} satisfies Resolvers;

/** What the person room told of somebody. */
type Told = ReturnType<typeof factsFor<'aid'>>;

async function eligibilityOf(file: ApplicationRow, told: Told, context: RoomContext) {
  const { loaders, today } = context;
  const [rules, checks, findings, exclusions, held] = await Promise.all([
    loaders.rulesByScheme.load(file.schemeCode),
    loaders.checksByApplication.load(file.id),
    loaders.findingsByApplication.load(file.id),
    loaders.exclusionsByScheme.load(file.schemeCode),
    loaders.awardsInForceByPerson.load(file.applicantKey),
  ]);
  const criteria = criteriaOn(rules, civilDate(file.submittedAt.getTime()));
  const excluding = inForce(exclusions, today);
  const found = judged({
    criteria,
    known: knownFor(criteria, told, 'Person.applicationEligibility'),
    says: saidBy(checks, context),
    found: foundOf(findings, saidEver(checks, today), today),
    held: held.filter(({ applicationId }) => applicationId !== file.id).map(({ schemeCode }) => schemeCode),
    excluding: excluding.flatMap(({ excludedCode }) => excludedCode ?? []),
  });
  const kinds = excluding.map(({ kind }) => kind).filter((kind) => kind !== 'SCHEME');
  return { ...toldOf(found), toFindOut: [...new Set(kinds)].toSorted() };
}

function toldOf({ verdict: { answer, because }, reasons, conflicts, silent }: Judged) {
  return {
    answer,
    because: [...because],
    silent: [...silent],
    conflicts: [...conflicts],
    reasons: reasons.map(({ criterion, verdict }) => ({ criterion, answer: verdict.answer })),
  };
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE where criteria look at figures of a household that another adult has a part in: they would tell that adult's income, whatever else is known */
function knownFor(criteria: Criteria | null, { household, ...own }: Told, coordinate: string): Circumstances {
  if (household !== 'CLOSED') return { ...own, household };
  if (criteria?.some(isOfHousehold) === true) throw withheld(coordinate, 'aid', 'NOT_FOR_THIS_SUBJECT');
  return { ...own, household: null };
}

/** What the registers said that were asked about an application, as far as it can be relied upon today. */
function saidBy(checks: readonly RegisterCheckRow[], { now, today }: RoomContext): RegisterSays {
  const at = { now: now(), today };
  const of = (register: string) => checks.find((check) => check.register === register);
  const [tax, civil] = [of('LHDN'), of('JPN')];
  const LHDN = tax === undefined ? 'UNAVAILABLE' : answerIn('LHDN', tax, at);
  const JPN = civil === undefined ? 'UNAVAILABLE' : answerIn('JPN', civil, at);
  return {
    LHDN: LHDN === 'UNAVAILABLE' ? null : { yearlyIncome: LHDN.yearlyIncome },
    JPN:
      JPN === 'UNAVAILABLE'
        ? null
        : { citizen: JPN.citizen, alive: JPN.alive, age: completedYears(JPN.birthDate, today) },
  };
}
