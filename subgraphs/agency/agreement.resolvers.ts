import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { RegistryError } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { agreementPlace } from './agreement.loaders.ts';
import { agreementReach, agreementReader, checkSide } from './agreement.policy.ts';
import { type AgreementChange, stepAgreement } from './agreement.step.ts';
import type { AgreementRow } from './agreement.table.ts';
import { type AgreementAct, statusOn } from './agreement.ts';
import { agreementSummary } from './agreement-summary.ts';
import { type AmendedTerms, checkAmendment, termsOf } from './amendment.ts';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, dutyOfficer, officerWith } from './duty.policy.ts';
import { readText } from './read-input.ts';
import { checkAnother } from './sharing-request.ts';
import type { Resolvers } from './types.generated.ts';

/** Agreements as living records: what they say, in words too, and what two agencies do with them. */
export const agreementResolvers = {
  Query: {
    agreement: async (_root, { number }, context) => {
      const agency = await agreementReader(context, 'Query.agreement');
      const found = await context.loaders.agreementOf(number);
      return found !== null && agreementReach.row(found, agency) ? found : null;
    },
    agreements: async (_root, given, context) => {
      const agency = await agreementReader(context, 'Query.agreements');
      const list: PageList = { coordinate: 'Query.agreements', sort: 'number asc' };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.agreementPage(agency, page), page, agreementPlace, list, context);
    },
  },

  Mutation: {
    suspendAgreement: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'suspendAgreement', 'SHARING');
      return step(context, 'SUSPEND', officer, input, {}, (current) => {
        checkSide(current, officer, 'provider');
        return { pending: null };
      });
    },
    endAgreement: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'endAgreement', 'SHARING');
      return step(context, 'END', officer, input, {}, (current) => {
        checkSide(current, officer, 'either');
        return { pending: null };
      });
    },
    proposeAgreementChange: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'proposeAgreementChange', 'SHARING');
      const { terms: given, resumes } = input;
      const terms = given == null ? null : readAmended(given);
      return step(context, 'PROPOSE_CHANGE', officer, input, { terms, resumes }, (current, reason) => {
        checkSide(current, officer, 'provider');
        checkChange(current, terms, resumes);
        const by = { by: officer.id, byKey: officer.personKey };
        return { pending: { id: crypto.randomUUID(), terms, resumes, reason, ...by } };
      });
    },
    declineAgreementChange: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'declineAgreementChange', 'SHARING');
      const { change } = input;
      return step(context, 'DECLINE_CHANGE', officer, input, { change }, (current) => {
        checkSide(current, officer, 'provider');
        pendingOf(current, change);
        return { pending: null };
      });
    },
    confirmAgreementChange: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'confirmAgreementChange', 'SHARING');
      const { change } = input;
      return step(context, 'CONFIRM_CHANGE', officer, { ...input, reason: null }, { change }, (current) => {
        checkSide(current, officer, 'provider');
        const { by, byKey, terms, resumes } = pendingOf(current, change);
        checkAnother({ by, key: byKey }, officer);
        checkChange(current, terms, resumes);
        return { pending: null, resumes, ...(terms === null ? {} : columnsOf(terms)) };
      });
    },
  },

  Agreement: {
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
    provider: ({ providerCode }, _given, { loaders }) =>
      providerCode === null ? null : loaders.agencyByCode.load(providerCode),
    status: (row, _given, { today }) => statusOn(row, today),
    terms: (row) => termsOf(row),
    summary: async (row, { language }, { loaders }) => {
      const agency = await loaders.agencyByCode.load(row.agencyCode);
      return agreementSummary(row, agency?.name ?? row.agencyCode, language ?? 'MS');
    },
    // A change that waits is the provider's own until it is confirmed.
    pending: async ({ pending, providerCode }, _given, context) =>
      (await dutyOfficer(context, 'SHARING'))?.agency === providerCode ? pending : null,
    steps: async ({ number, providerCode }, _given, context) => {
      const all = await context.loaders.stepsByAgreement.load(number);
      const isProvider = (await dutyOfficer(context, 'SHARING'))?.agency === providerCode;
      return isProvider ? all : all.filter(({ act }) => act !== 'PROPOSE_CHANGE' && act !== 'DECLINE_CHANGE');
    },
  },
  AgreementTerms: {
    classes: ({ classes }) => [...classes],
    purposes: ({ purposes }) => [...purposes],
    areas: ({ areas }) => [...areas],
  },
  AgreementStep: {
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
  },
} satisfies Resolvers;

type Given = { readonly agreement: string; readonly reason: string | null; readonly idempotencyKey: string };

/** A step of an officer on an agreement, by its number. */
async function step(
  context: RoomContext,
  name: AgreementAct,
  officer: DutyOfficer,
  { agreement: number, reason: given, idempotencyKey }: Given,
  said: object,
  become: (current: AgreementRow, reason: string) => AgreementChange,
): Promise<{ agreement: AgreementRow | null }> {
  const reason = given === null ? null : readText('reason', given, 1000);
  await takeAct(context, acts, {
    ...{ name: `${name} agreement`, idempotencyKey, input: { number, reason, ...said } },
    take: (transaction, at) =>
      stepAgreement(transaction, number, { act: name, officer, at, reason }, (current) =>
        become(current, reason ?? ''),
      ),
  });
  return { agreement: await context.loaders.agreementOf(number) };
}

/** @throws STEP_REFUSED where another change waits than the one that was read, or none */
function pendingOf({ pending }: AgreementRow, read: string) {
  if (pending?.id === read) return pending;
  throw new RegistryError(
    'STEP_REFUSED',
    'Another change waits than the one that you name, or none. Read it again.',
  );
}

/** @throws BAD_USER_INPUT for a change of nothing or to more, STEP_REFUSED for resuming what is in force */
function checkChange(current: AgreementRow, terms: AmendedTerms | null, resumes: boolean): void {
  if (terms === null && !resumes)
    throw new RegistryError('BAD_USER_INPUT', '`input.terms` or `input.resumes` says what is to change.', {
      argument: 'input.terms',
    });
  if (resumes && current.state !== 'SUSPENDED')
    throw new RegistryError('STEP_REFUSED', 'The agreement is not suspended: there is nothing to resume.');
  if (terms !== null) checkAmendment(termsOf(current), terms);
}

type GivenTerms = Omit<AmendedTerms, 'validUntil'> & { readonly validUntil?: string | null };

function readAmended({ areas, classes, purposes, ...rest }: GivenTerms): AmendedTerms {
  const inOrder = <One extends string>(all: readonly One[]) => [...new Set(all)].toSorted();
  const { population, dailySubjects, validUntil } = rest;
  return {
    ...{ classes: inOrder(classes), purposes: inOrder(purposes), areas: inOrder(areas) },
    ...{ population, dailySubjects, validUntil: validUntil ?? null },
  };
}

function columnsOf({ classes, purposes, areas, ...rest }: AmendedTerms) {
  return { ...rest, classes: [...classes], purposes: [...purposes], areas: [...areas] };
}
