import type { Withheld } from './closed.ts';
import type { Ground } from './ground.ts';

type Duty = {
  readonly classes: readonly string[];
  readonly forCitizens: boolean;
  /** Which of them is named to a posting that lacks any but the first; the missing one, unless it is said. */
  readonly named?: string;
};

/** What is read for a duty: the classes that it holds, and whether it is also for a citizen. */
const DUTIES: ReadonlyMap<string, Duty> = new Map([
  ['Query.receipts', { classes: ['receipts'], forCitizens: false }],
  ['Query.incidentReport', { classes: ['receipts'], forCitizens: false }],
  [
    'Query.lockedLists',
    {
      classes: ['register', 'area', 'kinship', 'income', 'poverty'],
      forCitizens: false,
      named: 'poverty',
    },
  ],
  ['Query.updateRequestFiles', { classes: ['register', 'income'], forCitizens: false }],
  ['Query.proposedMoves', { classes: ['register', 'area', 'kinship'], forCitizens: false }],
  ['Query.proposedRelocations', { classes: ['register', 'area', 'kinship', 'contact'], forCitizens: false }],
  [
    'Query.identityMatchFiles',
    { classes: ['register', 'area', 'contact', 'identity', 'kinship', 'income'], forCitizens: false },
  ],
  ['Query.candidateFiles', { classes: ['aid', 'poverty'], forCitizens: false }],
  ['Query.agencyLists', { classes: ['poverty', 'aid', 'identity'], forCitizens: false }],
  ['Query.recipientLists', { classes: ['aid', 'payment'], forCitizens: false }],
  ['Query.programmeDraws', { classes: ['poverty', 'aid'], forCitizens: false }],
  ['Query.contests', { classes: ['receipts', 'case'], forCitizens: true }],
  ['Query.reviewsDue', { classes: ['aid', 'aid.note'], forCitizens: false }],
  ['Query.adoptedLines', { classes: ['poverty'], forCitizens: false }],
  ['Query.paymentRun', { classes: ['payment', 'bank'], forCitizens: false }],
  ['Query.unpaidApplicationFiles', { classes: ['payment', 'bank'], forCitizens: false }],
  ['Query.paymentRuns', { classes: ['payment', 'bank'], forCitizens: false }],
  ['Query.bankAccountsToCheck', { classes: ['payment', 'bank'], forCitizens: false }],
]);

/** What is for officers with a duty of the room of agencies, which is no class, and for agencies themselves. */
const ROOM_DUTIES: ReadonlyMap<string, string> = new Map([
  ['Query.incident', 'CRISIS'],
  ['Query.incidents', 'CRISIS'],
  ['Query.breachReports', 'SHARING'],
  ['Query.agreement', 'SHARING'],
  ['Query.agreements', 'SHARING'],
  ['Query.sharingRequest', 'SHARING'],
  ['Query.sharingRequests', 'SHARING'],
  ['Query.referralTasks', 'REFERRAL'],
  ['Query.agencySteps', 'ONBOARDING'],
  ['Query.postings', 'POSTING'],
  ['Query.postingOffers', 'POSTING'],
  ['Query.agencyApplication', 'ONBOARDING'],
  ['Query.agencyApplications', 'ONBOARDING'],
]);

/** What of it is for citizens too: what they applied for themselves. */
const FOR_APPLICANTS: ReadonlySet<string> = new Set(['Query.agencyApplication', 'Query.agencyApplications']);

/** What a ground lacks of the duty for which a field is; of another kind of ground the first class that is closed there, else its last, for they open nothing there. Undefined where the field is for no duty. */
export function missingOfDuty(coordinate: string, ground: Ground): Withheld | null | undefined {
  const onDuty = ROOM_DUTIES.get(coordinate);
  if (ground.kind === 'SELF' && FOR_APPLICANTS.has(coordinate)) return null;
  if (onDuty !== undefined) return holds(ground, onDuty, coordinate) ? null : { coordinate, dataClass: null };
  const duty = DUTIES.get(coordinate);
  if (duty === undefined) return undefined;
  const { classes, forCitizens } = duty;
  const [first = ''] = classes;
  if (!ground.ceiling.has(first)) return { coordinate, dataClass: first };
  if (ground.kind === 'SELF' && forCitizens) return null;
  const missing = classes.find((name) => !ground.ceiling.has(name));
  if (missing === undefined && ground.kind === 'POSTING') return null;
  return { coordinate, dataClass: duty.named ?? missing ?? classes.at(-1) ?? first };
}

/** What an agency's own client reads too. */
const FOR_CLIENTS: ReadonlySet<string> = new Set([
  'Query.incident',
  'Query.incidents',
  'Query.agreement',
  'Query.agreements',
  'Query.referralTasks',
]);

function holds(ground: Ground, duty: string, coordinate: string): boolean {
  if (ground.kind === 'AGREEMENT') return FOR_CLIENTS.has(coordinate);
  return ground.kind === 'POSTING' && ground.posting.duties.some((one: string) => one === duty);
}
