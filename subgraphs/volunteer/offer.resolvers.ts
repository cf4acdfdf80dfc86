import { badInput, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { withheld } from '@seisi/schema/errors';
import { fileForOfficer, fileOfOwn } from './application.policy.ts';
import { caseForEither, caseForOfficer, openDistrictOf } from './case.policy.ts';
import { stepAssignment } from './case.step.ts';
import { isMutual } from './case.ts';
import { handleCase } from './case-handling.step.ts';
import { handleFile } from './handling.step.ts';
import { answerAsVolunteer, answerForPerson, endAsVolunteer, offerCase } from './offer.step.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 500;

/** Offers of a case to a volunteer: both answer, either may end it. */
export const offerResolvers = {
  Mutation: {
    offerVolunteerCase: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'offerVolunteerCase';
      const file = await caseForOfficer(context, name, input.case);
      const volunteer = await fileForOfficer(context, name, input.application);
      return handleCase(context, {
        ...{ name, idempotencyKey, file, input: { application: volunteer.id } },
        take: (transaction, acting) => offerCase(transaction, acting, volunteer.id),
      });
    },

    answerVolunteerOffer: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'answerVolunteerOffer';
      const file = await caseForEither(context, name, input.case);
      const answer = readAnswer(input);
      const isOfficer = context.passport.basis.kind !== 'SELF';
      return handleCase(context, {
        ...{ name, idempotencyKey, file, input: answer },
        take: (transaction, acting) => answerForPerson(transaction, acting, { ...answer, isOfficer }),
      });
    },

    endVolunteerOffer: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'endVolunteerOffer';
      const file = await caseForEither(context, name, input.case);
      const note = readText('reason', input.reason, MOST_CHARACTERS);
      return handleCase(context, {
        ...{ name, idempotencyKey, file, input: { note } },
        take: (transaction, acting) => stepAssignment(transaction, acting, { act: 'END', note }),
      });
    },

    answerAssignment: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'answerAssignment';
      const file = await fileOfOwn(context, name, input.application);
      const assignmentId = uuidArgument('input.assignment', input.assignment);
      const answer = { assignmentId, ...readAnswer(input) };
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: answer },
        take: (transaction, acting) => answerAsVolunteer(transaction, acting, answer),
      });
    },

    endAssignment: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'endAssignment';
      const file = await fileOfOwn(context, name, input.application);
      const assignmentId = uuidArgument('input.assignment', input.assignment);
      const note = readText('reason', input.reason, MOST_CHARACTERS);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { assignmentId, note } },
        take: (transaction, acting) => endAsVolunteer(transaction, acting, { assignmentId, note }),
      });
    },
  },

  Assignment: {
    case: async ({ id, status }, _given, { loaders }) => {
      const match = await loaders.matchByAssignment.load(id);
      const found = match === null ? null : await loaders.caseById.load(match.caseId);
      return match === null || found === null
        ? null
        : { ...found, personWords: match.personWords, assignmentStatus: status };
    },
  },

  AssignedCase: {
    introduction: async ({ personKey, personWords, assignmentStatus }, _given, context) => {
      // What somebody says of where they live is for the volunteer alone.
      if (context.passport.basis.kind !== 'SELF')
        throw withheld('AssignedCase.introduction', 'volunteering', 'CLASS_NOT_IN_BASIS');
      if (!isMutual(assignmentStatus) || personWords === null) return null;
      return (await openDistrictOf(context, personKey)) === null ? null : personWords;
    },
  },
} satisfies Resolvers;

/** What is answered. @throws BAD_USER_INPUT where whoever agrees does not say how to be reached */
function readAnswer({
  agrees,
  introduction,
}: {
  readonly agrees: boolean;
  readonly introduction?: string | null | undefined;
}): { readonly agrees: boolean; readonly words: string | null } {
  if (!agrees) return { agrees, words: null };
  if (introduction == null) throw badInput('introduction', 'is needed: who you are, and how to be reached');
  return { agrees, words: readText('introduction', introduction, MOST_CHARACTERS) };
}
