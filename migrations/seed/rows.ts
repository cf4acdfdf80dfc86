import type { AgencyRow } from '../../subgraphs/agency/agency.table.ts';
import type { AgreementRow, PostingRow } from '../../subgraphs/agency/agreement.table.ts';
import type { IncidentRow } from '../../subgraphs/agency/incident.table.ts';
import type { ReferralRow } from '../../subgraphs/agency/referral.table.ts';
import type { ApplicationRow, PaymentRow } from '../../subgraphs/aid/application.table.ts';
import type { AwardVersionRow, BankAccountRow } from '../../subgraphs/aid/award.table.ts';
import type { NoticeRow } from '../../subgraphs/aid/notice.table.ts';
import type { OkuApplicationRow } from '../../subgraphs/oku/application.table.ts';
import type { OkuCardRow, OkuRegistrationRow } from '../../subgraphs/oku/registration.table.ts';
import type { PassEmployerRow, PassWorkerRow, WorkPassRow } from '../../subgraphs/pass/work-pass.table.ts';
import type { AssessmentRow } from '../../subgraphs/person/assessment.table.ts';
import type { ConsentRow, ConsentStepRow } from '../../subgraphs/person/consent.table.ts';
import type { GroundFactRow } from '../../subgraphs/person/ground-fact.table.ts';
import type { HouseholdMemberRow, HouseholdRow } from '../../subgraphs/person/household.table.ts';
import type { IncomeRow } from '../../subgraphs/person/income.table.ts';
import type { PersonRow } from '../../subgraphs/person/person.table.ts';
import type { AssignmentRow, VolunteeringRow } from '../../subgraphs/volunteer/volunteering.table.ts';

/** All rows of all rooms, by table: what one household brings, what stands by itself, or a whole registry. */
export type RegistryRows = {
  readonly households: HouseholdRow[];
  readonly people: PersonRow[];
  readonly memberships: HouseholdMemberRow[];
  readonly incomes: IncomeRow[];
  readonly assessments: AssessmentRow[];
  readonly groundFacts: GroundFactRow[];
  readonly consents: ConsentRow[];
  readonly consentSteps: ConsentStepRow[];
  readonly applications: ApplicationRow[];
  readonly awards: AwardVersionRow[];
  readonly bankAccounts: BankAccountRow[];
  readonly payments: PaymentRow[];
  readonly notices: NoticeRow[];
  readonly okuRegistrations: OkuRegistrationRow[];
  readonly okuCards: OkuCardRow[];
  readonly okuApplications: OkuApplicationRow[];
  readonly volunteerings: VolunteeringRow[];
  readonly assignments: AssignmentRow[];
  readonly passEmployers: PassEmployerRow[];
  readonly passWorkers: PassWorkerRow[];
  readonly workPasses: WorkPassRow[];
  readonly agencies: AgencyRow[];
  readonly agreements: AgreementRow[];
  readonly postings: PostingRow[];
  readonly referrals: ReferralRow[];
  readonly incidents: IncidentRow[];
};

/** Which registry: its seed, how many households, and the civil date (YYYY-MM-DD) that fixes ages and windows. */
export type RegistryOptions = {
  readonly seed: number;
  readonly households: number;
  readonly asOf: string;
  /** How many passes of companies there are for each household; one for twenty unless it is said. */
  readonly passes?: number;
  /** Of how many people in a hundred the OKU register knows; six unless it is said. */
  readonly okuPercent?: number;
};

/** The names of the tables, in the order in which they are written. */
export const TABLE_NAMES = [
  'agencies',
  'agreements',
  'postings',
  'incidents',
  'households',
  'people',
  'memberships',
  'incomes',
  'assessments',
  'groundFacts',
  'consents',
  'consentSteps',
  'applications',
  'awards',
  'bankAccounts',
  'payments',
  'notices',
  'okuRegistrations',
  'okuCards',
  'okuApplications',
  'volunteerings',
  'assignments',
  'passEmployers',
  'passWorkers',
  'workPasses',
  'referrals',
] as const satisfies readonly (keyof RegistryRows)[];

/** No rows of any table. */
export function noRows(): RegistryRows {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as RegistryRows;
}
