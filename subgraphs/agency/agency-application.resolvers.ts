import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { applicationPlace } from './agency-application.loaders.ts';
import {
  applicantOf,
  applicationReach,
  applicationReader,
  noApplication,
} from './agency-application.policy.ts';
import { applyAsAgency, enterAgency, stepApplication } from './agency-application.step.ts';
import type { AgencyApplicationRow } from './agency-application.table.ts';
import {
  type ApplicationAct,
  checkOfficer,
  readAgencyCode,
  readApplying,
  readSha256,
  refused,
} from './agency-application.ts';
import { keepAgencyStep } from './agency-standing.step.ts';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, officerWith } from './duty.policy.ts';
import { tellAgencies } from './notice.step.ts';
import { offerFirst } from './posting-offer.step.ts';
import { readText } from './read-input.ts';
import type { Resolvers } from './types.generated.ts';

/** How agencies come: a citizen applies for an organisation, officers check number and letter, another one admits. */
export const agencyApplicationResolvers = {
  Query: {
    agencyApplication: async (_root, { id }, context) => {
      const reader = await applicationReader(context, 'Query.agencyApplication');
      const found = await context.loaders.agencyApplicationOf(id);
      return found !== null && applicationReach.row(found, reader) ? found : null;
    },
    agencyApplications: async (_root, { status = null, ...given }, context) => {
      const reader = await applicationReader(context, 'Query.agencyApplications');
      const list: PageList = {
        coordinate: 'Query.agencyApplications',
        sort: 'appliedAt desc, id desc',
        filter: { status },
      };
      const page = openPage(given, list, context);
      const found = await context.loaders.agencyApplicationPage(reader, status, page);
      return sealPage(found, page, applicationPlace, list, context);
    },
  },

  Mutation: {
    applyAsAgency: async (_root, { input: { idempotencyKey, ...given } }, context) => {
      const applicantKey = applicantOf(context, 'applyAsAgency');
      const { registrationScheme = null, registrationNumber = null } = given;
      const applying = readApplying({ ...given, registrationScheme, registrationNumber }, context.today);
      return act(context, 'applyAsAgency', idempotencyKey, applying, (transaction, at) =>
        applyAsAgency(transaction, applying, applicantKey, at),
      );
    },
    withdrawAgencyApplication: async (_root, { input }, context) => {
      const byKey = applicantOf(context, 'withdrawAgencyApplication');
      const id = uuidArgument('input.application', input.application);
      const name = 'withdrawAgencyApplication';
      return act(context, name, input.idempotencyKey, { id }, (transaction, at) => {
        const step = { act: 'WITHDRAW' as const, by: null, byKey, at, reason: null };
        return stepApplication(transaction, id, step, ({ applicantKey }) => {
          if (applicantKey !== byKey) throw noApplication();
          return {};
        });
      });
    },
    checkAgencyNumber: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'checkAgencyNumber', 'ONBOARDING');
      const number = readText('registrationNumber', input.registrationNumber, 40);
      return step(context, 'CHECK_NUMBER', officer, { ...input, said: number }, ({ registrationNumber }) => {
        if (registrationNumber !== null && registrationNumber !== number)
          throw refused('The number differs from the application. Read it again, or refuse the application.');
      });
    },
    checkAgencyLetter: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'checkAgencyLetter', 'ONBOARDING');
      const hash = readSha256(input.letterSha256);
      return step(context, 'CHECK_LETTER', officer, { ...input, said: hash }, ({ letterSha256 }) => {
        if (letterSha256 !== hash)
          throw refused('This is another letter than the one that was applied with.');
      });
    },
    admitAgency: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'admitAgency', 'ONBOARDING');
      return step(context, 'ADMIT', officer, { ...input, said: readAgencyCode(input.code) });
    },
    refuseAgency: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'refuseAgency', 'ONBOARDING');
      return step(context, 'REFUSE', officer, { ...input, said: readText('reason', input.reason, 500) });
    },
  },

  AgencyApplication: {
    agency: ({ agencyCode }, _given, { loaders }) =>
      agencyCode === null ? null : loaders.agencyByCode.load(agencyCode),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByAgencyApplication.load(id),
  },
  AgencyApplicationStep: {
    by: ({ by }, _given, { passport }) => (passport.basis.kind === 'SELF' ? null : by),
  },
} satisfies Resolvers;

type Given = { readonly application: string; readonly idempotencyKey: string; readonly said: string };

/** A step of an officer; `said` is what the act says beside which application it is on. */
function step(
  context: RoomContext,
  name: ApplicationAct,
  officer: DutyOfficer,
  { application, idempotencyKey, said }: Given,
  check: (current: AgencyApplicationRow) => void = () => {},
) {
  const id = uuidArgument('input.application', application);
  return act(context, name, idempotencyKey, { id, said }, (transaction, at) => {
    const reason = name === 'REFUSE' ? said : null;
    const taken = { act: name, by: officer.id, byKey: officer.personKey, at, reason };
    return stepApplication(transaction, id, taken, async (current, before) => {
      checkOfficer(name, current, before, officer);
      check(current);
      return name === 'ADMIT' ? admitted(transaction, current, said, officer, at) : {};
    });
  });
}

/** The agency takes part from the commit on, and is told. */
async function admitted(
  transaction: Transaction,
  current: AgencyApplicationRow,
  code: string,
  officer: DutyOfficer,
  at: Date,
): Promise<Partial<AgencyApplicationRow>> {
  await enterAgency(transaction, code, current);
  const first = { agencyCode: code, nth: 1, act: 'ADMIT' as const, fromStatus: null, reason: null };
  await keepAgencyStep(transaction, { ...first, toStatus: 'ACTIVE' }, officer, at);
  await tellAgencies(transaction, [{ agencyCode: code, kind: 'AGENCY_ADMITTED', about: code }], at);
  await offerFirst(transaction, { agencyCode: code, forKey: current.applicantKey }, current, officer, at);
  return { agencyCode: code };
}

async function act(
  context: RoomContext,
  name: string,
  idempotencyKey: string,
  input: unknown,
  take: (transaction: Transaction, at: Date) => Promise<string>,
): Promise<{ application: AgencyApplicationRow | null }> {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { application: await context.loaders.agencyApplicationOf(id) };
}
