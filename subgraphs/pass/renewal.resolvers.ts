import { takeAct } from '@seisi/host/act';
import { beginDocument } from '@seisi/host/attached-document.step';
import { readingPath, sendingPath } from '@seisi/host/attached-document.ticket';
import { openPage, type PageList, refuseUnread, sealPage } from '@seisi/host/page';
import { readContact, readDay, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { documentHome } from './document.step.ts';
import { handleRenewal, renewalFile } from './handling.step.ts';
import { renewalPlace } from './renewal.loaders.ts';
import {
  citizenOf,
  isPassOfficer,
  renewalForEither,
  renewalForOfficer,
  renewalOfOwn,
} from './renewal.policy.ts';
import { beginRenewal, stepRenewal, submitRenewal } from './renewal.step.ts';
import { requiredDocuments } from './renewal.ts';
import type { PassCondition, PassRenewalAct, Resolvers } from './types.generated.ts';
import { ruleOn } from './work-pass.ts';

const MOST_CHARACTERS = 2_000;

/** Renewals and their files in the graph, from the draft to the officer's desk. */
export const renewalResolvers = {
  Query: {
    passRenewalFiles: async (_root, { status = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.passRenewalFiles',
        sort: 'submittedAt desc, id desc',
        filter: { status },
      };
      refuseUnread(list, 'pass', context);
      const page = openPage(given, list, context);
      const rows = await context.loaders.renewalFilePage({ ...page, status });
      return sealPage(rows, page, renewalPlace, list, context);
    },
  },

  Mutation: {
    beginPassRenewal: async (_root, { input }, context) => {
      const personKey = citizenOf(context, 'beginPassRenewal');
      const begun = {
        workPassId: uuidArgument('input.pass', input.pass),
        personKey,
        passportExpiresOn: readDay('passportExpiresOn', input.passportExpiresOn),
        medicalOn: readDay('medicalOn', input.medicalOn),
        ...readContact(input),
      };
      const id = await takeAct(context, acts, {
        ...{ name: 'beginPassRenewal', idempotencyKey: input.idempotencyKey, input: begun },
        take: (transaction, at) => beginRenewal(transaction, begun, at),
      });
      return { file: await renewalFile(context, id) };
    },

    attachPassDocument: async (_root, { input: { kind, idempotencyKey, renewal } }, context) => {
      const { id: of } = await renewalForEither(context, 'attachPassDocument', renewal);
      const document = await takeAct(context, acts, {
        ...{ name: 'attachPassDocument', idempotencyKey, input: { of, kind } },
        take: (transaction) => beginDocument(transaction, documentHome, { of, kind }),
      });
      return { file: await renewalFile(context, of), upload: sendingPath(context, { of, kind, document }) };
    },

    submitPassRenewal: async (_root, { input: { renewal, idempotencyKey } }, context) => {
      const name = 'submitPassRenewal';
      const { id: renewalId } = await renewalOfOwn(context, name, renewal);
      return handleRenewal(context, { name, idempotencyKey, input: {}, renewalId, take: submitRenewal });
    },

    cancelPassRenewal: async (_root, { input: { renewal, idempotencyKey } }, context) => {
      const name = 'cancelPassRenewal';
      const { id: renewalId } = await renewalOfOwn(context, name, renewal);
      return handleRenewal(context, {
        ...{ name, idempotencyKey, input: {}, renewalId },
        take: (transaction, acting) => stepRenewal(transaction, { ...acting, act: 'CANCEL' }),
      });
    },

    returnPassRenewal: async (_root, { input: { renewal, idempotencyKey, note: given } }, context) => {
      const name = 'returnPassRenewal';
      const { id: renewalId } = await renewalForOfficer(context, name, renewal);
      const note = readText('note', given, MOST_CHARACTERS);
      return handleRenewal(context, {
        ...{ name, idempotencyKey, input: { note }, renewalId },
        take: (transaction, acting) => stepRenewal(transaction, { ...acting, act: 'RETURN', note }),
      });
    },

    rejectPassRenewal: async (_root, { input: { renewal, idempotencyKey, note: given } }, context) => {
      const name = 'rejectPassRenewal';
      const { id: renewalId } = await renewalForOfficer(context, name, renewal);
      const note = readText('note', given, MOST_CHARACTERS);
      return handleRenewal(context, {
        ...{ name, idempotencyKey, input: { note }, renewalId },
        take: (transaction, acting) =>
          stepRenewal(transaction, { ...acting, act: 'REJECT', note }, { decidedAt: acting.at }),
      });
    },
  },

  Person: {
    passRenewals: ({ key }, _given, { loaders }) => loaders.renewalsByPerson.load(key),
  },

  PassRenewalFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.renewalFileById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    renewal: (row) => row,
  },

  PassRenewal: {
    pass: ({ workPassId }, _given, { loaders }) => loaders.passById.load(workPassId),
    issued: ({ newPassId }, _given, { loaders }) =>
      newPassId === null ? null : loaders.passById.load(newPassId),
    levy: ({ levySen }) => levySen,
    missing: async ({ id, workPassId }, _given, { loaders, today }) => {
      const pass = await loaders.passById.load(workPassId);
      if (pass === null) return [];
      const rule = ruleOn(await loaders.renewalRules(), pass.stream, today);
      const found = await loaders.documentsByRenewal.load(id);
      const stored = new Set(found.filter(({ status }) => status === 'STORED').map(({ kind }) => kind));
      const kind = pass.householdKey === null ? 'COMPANY' : 'HOUSEHOLD';
      return requiredDocuments(kind, rule).filter((one) => !stored.has(one));
    },
    documents: ({ id }, _given, { loaders }) => loaders.documentsByRenewal.load(id),
    checks: ({ id }, _given, { loaders }) => loaders.checksByRenewal.load(id),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByRenewal.load(id),
    notices: ({ id }, _given, { loaders }) => loaders.noticesByRenewal.load(id),
  },

  PassRenewalStep: { act: ({ act }) => act as PassRenewalAct },
  PassCheck: { condition: ({ condition }) => condition as PassCondition },
  PassNotice: { event: ({ event }) => event as PassRenewalAct },

  PassDocument: {
    download: (row, _given, context) => {
      const { basis } = context.passport;
      // A scan holds more than a renewal tells.
      if (basis.kind !== 'SELF' && !isPassOfficer(basis))
        throw withheld('PassDocument.download', 'pass', 'CLASS_NOT_IN_BASIS');
      return readingPath(context, row);
    },
  },
} satisfies Resolvers;
