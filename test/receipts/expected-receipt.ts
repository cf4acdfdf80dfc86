import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceiptDraft } from '@seisi/schema/receipt/receipt';
import { buildSchema } from 'graphql';
import { type Asker, expectedAnswer } from '../oracle/answer.ts';
import { collect, readQuestion } from '../oracle/document.ts';
import { readGraph } from '../oracle/graph.ts';
import { groundOf } from '../oracle/ground.ts';
import { NOW, type Oracle, type Question } from '../oracle/oracle.ts';
import { type Answered, receiptOf } from '../oracle/receipt.ts';
import { type ExpectedEntry, entriesOf } from '../oracle/receipt-entry.ts';
import { registryAt } from '../oracle/registry.ts';
import { namingEveryone } from '../oracle/subject-ids.ts';

/** The graph as clients see it. */
export const API = buildSchema(
  readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8'),
);
const graph = readGraph();

/** What the entries of the receipt must be, by the answer that the house gave and the rules as the oracle reads them. */
export function expectedEntries(
  { rows }: Pick<Oracle, 'rows'>,
  asker: Asker,
  { query, variables = {} }: Question,
  answer: Answered,
  now = NOW,
): readonly ExpectedEntry[] {
  const registry = registryAt(rows, now);
  const ground = groundOf(registry, asker.token, asker.agreement);
  if (ground === 'several') return [];
  const naming = { query: namingEveryone(API, graph, query), variables };
  const named = expectedAnswer({ graph, registry }, asker, naming).data;
  return entriesOf(registry, ground, receiptOf(readQuestion(graph, query, variables), answer, named));
}

/** The entries of a draft, read back. */
export function entriesIn({ entries }: ReceiptDraft): readonly object[] {
  return entries.map(({ text }) => JSON.parse(text) as object);
}

/** Root fields below which nobody can be met. */
const REFERENCE: ReadonlySet<string> = new Set([
  'agencies',
  'schemes',
  'programmes',
  'states',
  'districts',
  'povertyLines',
  'labels',
  'voluntaryOrganisations',
  'careCentres',
  'okuStatusList',
  'socialServiceCentres',
  'volunteerInductions',
  'volunteerActivities',
  'volunteerProgrammeReport',
  'volunteerProgrammes',
  'announcements',
  'articles',
  // They name no subject.
  'checkpoint',
  'consistency',
  'receipts',
  'paymentRun',
  'paymentRuns',
  'adoptedLines',
  'lockedLists',
  'programmeDraws',
  'recipientLists',
  'agencyLists',
  'incident',
  'agreement',
  'agreements',
  'breachReports',
  'incidents',
  'incidentReport',
  'sharingRequest',
  'sharingRequests',
  'referralTasks',
  'agencySteps',
  'postings',
  'postingOffers',
  'agencyApplication',
  'agencyApplications',
  '__typename',
]);

/** Whether something that can tell of a subject was open to be asked: of that there is a receipt, whoever was found. */
export function needsReceipt(
  asker: Asker,
  { query, variables = {} }: Question,
  { data, errors }: Answered,
): boolean {
  if (asker.token === null || data === null) return false;
  const question = readQuestion(graph, query, variables);
  const fields = collect(question, 'Query', [question.operation.selectionSet]);
  return [...fields].some(
    ([key, [node]]) =>
      !(
        REFERENCE.has(node?.name.value ?? '') ||
        errors.some(({ path, extensions }) => path?.length === 1 && path[0] === key && isClosed(extensions))
      ),
  );
}

function isClosed({ code }: Readonly<Record<string, unknown>>): boolean {
  return code === 'UNAUTHORIZED_FIELD_OR_TYPE';
}
