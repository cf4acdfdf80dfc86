import type { MailSetting } from '@seisi/schema/message-setting';
import { MessageFailure, MessageRefused, type MessageSink } from './message.ts';

/** So that a batch of the courier ends before others take it for lost. */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** One address as the SMTP of most servers takes it; what is none is sent nowhere. */
const ADDRESS = /^[^\s@<>(),;:"\\]{1,64}@[a-z0-9.-]{1,253}$/i;

/** Sends over a mail server. The Message-ID follows from the id, so that a reader shows what came twice once. */
export function mailSink(setting: MailSetting): MessageSink {
  const { from } = setting;
  const domain = from.slice(from.indexOf('@') + 1);
  let opened: ReturnType<typeof openTransport> | null = null;
  return {
    send: async ({ id, to, subject, text }) => {
      if (!ADDRESS.test(to)) throw new MessageRefused('NOT_AN_ADDRESS');
      const mail = { from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${domain}>` };
      opened ??= openTransport(setting);
      await (await opened).sendMail(mail).catch(fail);
    },
    close: async () => (await opened)?.close(),
  };
}

/** Loaded at the first mail: most processes send none. */
async function openTransport({ url, user, password }: MailSetting) {
  const { createTransport } = await import('nodemailer');
  const { hostname, port, protocol } = new URL(url);
  const isSecure = protocol === 'smtps:';
  return createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !isSecure && !LOOPBACK.test(hostname),
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    pool: true,
    maxConnections: 4,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMES,
  });
}

type SmtpError = {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
};

/** That there is no such mailbox (RFC 3463: 5.1), or RFC 5321's numbers for it where nothing more is said; relaying denied (5.7) is no fault of the address. */
const NO_MAILBOX = /^5\d\d[ -]5\.1\.\d|^55[013][ -](?!\d\.\d)/;

/** What the server said may hold the address, so its number alone is kept. */
function fail(error: unknown): never {
  const { code = 'SMTP', command, responseCode = 0, response = '' } = error as SmtpError;
  if (command === 'RCPT TO' && NO_MAILBOX.test(response)) throw new MessageRefused(`SMTP_${responseCode}`);
  throw new MessageFailure(responseCode > 0 ? `SMTP_${responseCode}` : code);
}
