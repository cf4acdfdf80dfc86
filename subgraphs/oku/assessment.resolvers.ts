import { badInput, readDay, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { applicationForOfficer } from './application.policy.ts';
import {
  confirmAssessment,
  type Finding,
  proposeAssessment,
  type ReadCertificate,
  recordCertificate,
} from './assessment.step.ts';
import { handleApplication } from './handling.step.ts';
import { categoryFault, certifierFault, type FoundCategory } from './medical-certificate.ts';
import type {
  AssessOkuApplicationInput,
  OkuCategory,
  OkuSubCategory,
  RecordMedicalCertificateInput,
  Resolvers,
} from './types.generated.ts';

const MOST_CHARACTERS = 2_000;
const NUMBER = /^[A-Za-z0-9/.-]{3,20}$/;

/** The panel: one reads the certificate and says what was found, another confirms it. */
export const assessmentResolvers = {
  Mutation: {
    recordMedicalCertificate: async (_root, { input }, context) => {
      const { id: applicationId } = await applicationForOfficer(
        context,
        'recordMedicalCertificate',
        input.application,
      );
      const read = readCertificate(input, context.today);
      return handleApplication(context, {
        ...{
          name: 'recordMedicalCertificate',
          idempotencyKey: input.idempotencyKey,
          input: read,
          applicationId,
        },
        take: (transaction, acting) => recordCertificate(transaction, acting, read),
      });
    },

    assessOkuApplication: async (_root, { input }, context) => {
      const { id: applicationId } = await applicationForOfficer(
        context,
        'assessOkuApplication',
        input.application,
      );
      const finding = readFinding(input);
      return handleApplication(context, {
        ...{
          name: 'assessOkuApplication',
          idempotencyKey: input.idempotencyKey,
          input: finding,
          applicationId,
        },
        take: (transaction, acting) => proposeAssessment(transaction, acting, finding),
      });
    },

    confirmOkuAssessment: async (_root, { input }, context) => {
      const { id: applicationId } = await applicationForOfficer(
        context,
        'confirmOkuAssessment',
        input.application,
      );
      const asked = {
        assessmentId: uuidArgument('input.assessment', input.assessment),
        isConfirmed: input.confirm,
      };
      return handleApplication(context, {
        ...{
          name: 'confirmOkuAssessment',
          idempotencyKey: input.idempotencyKey,
          input: asked,
          applicationId,
        },
        take: (transaction, acting) => confirmAssessment(transaction, acting, asked),
      });
    },
  },

  MedicalCertificate: { subCategory: ({ subCategory }) => subCategory as OkuSubCategory | null },
  OkuAssessment: { subCategory: ({ subCategory }) => subCategory as OkuSubCategory | null },
} satisfies Resolvers;

/** @throws BAD_USER_INPUT for a day to come, a number that is none, a category that does not fit, and a certifier who may not certify it */
function readCertificate(input: RecordMedicalCertificateInput, today: string): ReadCertificate {
  const { certifierKind, certifierRole, certifierNumber } = input;
  const certifiedOn = readDay('certifiedOn', input.certifiedOn);
  if (certifiedOn > today) throw badInput('certifiedOn', 'is after today');
  if (!NUMBER.test(certifierNumber)) throw badInput('certifierNumber', 'takes 3 to 20 letters and digits');
  const found = readCategory(input.category, input);
  const fault = certifierFault(found, certifierRole);
  if (fault !== null) throw badInput(...fault);
  return { certifierKind, certifierRole, certifierNumber, certifiedOn, ...mutable(found) };
}

/** @throws BAD_USER_INPUT where a registration lacks its category, a refusal its reason, or either bears what is the other's */
function readFinding(input: AssessOkuApplicationInput): Finding {
  const { outcome, decider, category = null, subCategory = null, together, refusal = null } = input;
  const note = readText('note', input.note, MOST_CHARACTERS);
  if (outcome === 'REGISTER') {
    if (refusal !== null) throw badInput('refusal', 'stands with a refusal alone');
    if (category === null) throw badInput('category', 'stands with every registration');
    return { outcome, decider, note, refusal, ...mutable(readCategory(category, input)) };
  }
  if (refusal === null) throw badInput('refusal', 'stands with every refusal (S0: a specific reason)');
  if (category !== null || subCategory !== null || (together ?? []).length > 0)
    throw badInput('category', 'stands with a registration alone');
  return { outcome, decider, note, refusal, category: null, subCategory: null, together: [] };
}

function readCategory(
  category: OkuCategory,
  { subCategory, together }: Pick<AssessOkuApplicationInput, 'subCategory' | 'together'>,
): FoundCategory {
  const found = { category, subCategory: subCategory ?? null, together: [...(together ?? [])].toSorted() };
  const fault = categoryFault(found);
  if (fault !== null) throw badInput(...fault);
  return found;
}

function mutable({ together, ...found }: FoundCategory): FoundCategory & { together: OkuCategory[] } {
  return { ...found, together: [...together] };
}
