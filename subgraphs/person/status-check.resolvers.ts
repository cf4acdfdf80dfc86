import { takeAct } from '@seisi/host/act';
import { atTick } from '@seisi/host/tick';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { takeStatusCheck } from './status-check.step.ts';
import { readStatusAsked } from './status-check.ts';
import type { Resolvers } from './types.generated.ts';

const ADVICE = {
  MS: 'Jika kedua-dua butiran sepadan, status dihantar ke telefon atau e-mel yang ada dalam daftar. Jika tidak diterima, tanya pejabat daerah.',
  EN: 'If the two facts match, the status is sent to the telephone or e-mail that the register has. If nothing comes, ask the district office.',
} as const;

/** The check of a status without an oracle (access §7). */
export const statusCheckResolvers = {
  Mutation: {
    askForStatus: (_root, { input }, context) => {
      const { viewer, basis } = context.passport;
      if (viewer === null || basis.kind !== 'SELF')
        throw withheld('Mutation.askForStatus', null, 'CLASS_NOT_IN_BASIS');
      return atTick(async () => {
        const asked = readStatusAsked(input);
        await takeAct(context, acts, {
          ...{ name: 'askForStatus', idempotencyKey: input.idempotencyKey, input: asked },
          take: (transaction, at) => takeStatusCheck(transaction, asked, { by: viewer.id, at }),
        });
        return {};
      });
    },
  },

  AskForStatusPayload: {
    advice: (_payload, { language }) => ADVICE[language ?? 'MS'],
  },
} satisfies Resolvers;
