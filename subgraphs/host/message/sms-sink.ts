import type { SmsSetting } from '@seisi/schema/message-setting';
import { MessageFailure, MessageRefused, type MessageSink } from './message.ts';

const TIMEOUT_MILLISECONDS = 15_000;
/** What a gateway answers to a number that it cannot serve; anything else may be a fault of the gateway, or of its address. */
const REFUSED = 422;
/** As people write it: digits with spaces and hyphens between. */
const NUMBER = /^\+?[\d\s-]{7,20}$/;

/** Hands messages over to an operator's gateway by POST; the id is the `Idempotency-Key`, by which the gateway knows what it has. */
export function smsSink({ url, token }: SmsSetting): MessageSink {
  return {
    send: async ({ id, to, text }) => {
      const body = JSON.stringify({ id, to: internationalNumber(to), text });
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      }).catch(fail);
      await answer.body?.cancel();
      if (answer.status === REFUSED) throw new MessageRefused(`SMS_${answer.status}`);
      if (!answer.ok) throw new MessageFailure(`SMS_${answer.status}`);
    },
    close: async () => {},
  };
}

/** A number as E.164 writes it; one that begins with 0 is Malaysian. @throws MessageRefused for what is none */
export function internationalNumber(given: string): string {
  const digits = given.replaceAll(/[\s-]/g, '');
  if (!NUMBER.test(given)) throw new MessageRefused('NOT_AN_ADDRESS');
  if (digits.startsWith('+')) return digits;
  return digits.startsWith('0') ? `+6${digits}` : `+${digits}`;
}

function fail(error: unknown): never {
  throw new MessageFailure(error instanceof DOMException ? 'SMS_TIMEOUT' : 'SMS_UNREACHABLE');
}
