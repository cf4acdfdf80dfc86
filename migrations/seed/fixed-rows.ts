import type { ApplicationRow } from '../../subgraphs/aid/application.table.ts';
import { agencyRows, agreementRows, postingRows } from './agencies.ts';
import { awardsOf } from './award.ts';
import { consentRows, consentStepRows } from './consents.ts';
import { fixedFacts } from './ground-facts.ts';
import { incidentRows } from './incidents.ts';
import { CAST, CAST_YEAR } from './known.ts';
import { uuidOf } from './random.ts';
import { applicationIndex, applicationReference, NOBODY, personIndex, personKey } from './registry-index.ts';
import { noRows, type RegistryOptions, type RegistryRows } from './rows.ts';

/** The rows of a registry that belong to no household: agencies, agreements, postings, consents, their copies as ground facts, and an application of nobody. */
export function fixedRows({ seed }: Pick<RegistryOptions, 'seed'>): RegistryRows {
  const agreements = agreementRows();
  const postings = postingRows(seed);
  const incidents = incidentRows(seed);
  const consents = consentRows(seed);
  const application = applicationOfNobody(seed);
  return {
    ...noRows(),
    agencies: agencyRows(),
    agreements,
    postings,
    incidents,
    consents,
    consentSteps: consentStepRows(seed, consents),
    groundFacts: fixedFacts(seed, { agreements, postings, incidents, consents }),
    applications: [application],
    awards: awardsOf(seed, application, applicationIndex(personIndex(CAST.known, NOBODY), 0)),
  };
}

/** An application whose applicant no register knows: from outside it must look like one whose applicant is out of reach. */
function applicationOfNobody(seed: number): ApplicationRow {
  const index = applicationIndex(personIndex(CAST.known, NOBODY), 0);
  return {
    id: uuidOf(seed, 'application', index),
    reference: applicationReference(CAST_YEAR, index),
    applicantKey: personKey(seed, CAST.known, NOBODY),
    state: '05',
    district: '5_5',
    schemeCode: 'BKK',
    status: 'COMPLETED',
    submittedAt: new Date(`${CAST_YEAR}-05-05T02:00:00Z`),
    completeAt: new Date(`${CAST_YEAR}-05-09T02:00:00Z`),
    decidedAt: new Date(`${CAST_YEAR}-06-02T02:00:00Z`),
    decisionReason: 'Memenuhi syarat skim selepas semakan dokumen.',
    awardAmount: 40_000,
    awardStartsOn: `${CAST_YEAR}-06-02`,
    awardEndsOn: null,
  };
}
