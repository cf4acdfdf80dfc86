import { takeAct } from '@seisi/host/act';
import { atTick } from '@seisi/host/tick';
import { acts } from './act.table.ts';
import { citizenOf } from './application.policy.ts';
import { takeStatusCheck } from './status-check.step.ts';
import { readStatusAsked } from './status-check.ts';
import type { Resolvers } from './types.generated.ts';

const ADVICE = {
  MS: 'Jika kedua-dua butiran sepadan, status dihantar ke telefon atau e-mel yang ada dalam permohonan. Jika tidak diterima, tanya pejabat kebajikan.',
  EN: 'If the two facts match, the status is sent to the telephone or e-mail of the application. If nothing comes, ask the welfare office.',
} as const;

const INQUIRY_MILLISECONDS = 2_000;

/** The check of a status without an oracle (access §7). */
export const statusCheckResolvers = {
  Mutation: {
    askForOkuStatus: (_root, { input }, context) => {
      citizenOf(context, 'askForOkuStatus');
      const by = context.passport.viewer?.id ?? '';
      return atTick(async () => {
        const { identityNumber, number } = readStatusAsked(input);
        const signal = AbortSignal.timeout(INQUIRY_MILLISECONDS);
        const found = await context.inquire('IDENTITY', identityNumber, signal);
        const personKey = typeof found === 'string' ? found : crypto.randomUUID();
        await takeAct(context, acts, {
          name: 'askForOkuStatus',
          idempotencyKey: input.idempotencyKey,
          input: { identityNumber, number },
          take: (transaction, at) => takeStatusCheck(transaction, { personKey, number, by, at }),
        });
        return {};
      });
    },
  },

  AskForOkuStatusPayload: {
    advice: (_payload, { language }) => ADVICE[language ?? 'MS'],
  },
} satisfies Resolvers;
