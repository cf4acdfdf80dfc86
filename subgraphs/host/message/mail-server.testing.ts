import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server of a test: what it took, and what it refuses. */
export type MailServer = {
  readonly url: string;
  /** To whom, and the text as it came. */
  readonly taken: { readonly to: string; readonly raw: string }[];
  /** What it answers instead of taking; null takes. */
  refuse(answer: { readonly code: number; readonly text: string; readonly at: 'RCPT' | 'DATA' } | null): void;
  close(): Promise<void>;
};

/** Opens one on this machine, without TLS and log-in. */
export async function openMailServer(): Promise<MailServer> {
  const taken: { to: string; raw: string }[] = [];
  let refusal: Parameters<MailServer['refuse']>[0] = null;
  const errorAt = (at: 'RCPT' | 'DATA') =>
    refusal?.at === at ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo: (_address, _session, callback) => callback(errorAt('RCPT')),
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const error = errorAt('DATA');
        const to = envelope.rcptTo.map(({ address }) => address).join();
        if (error === null) taken.push({ to, raw: Buffer.concat(chunks).toString() });
        callback(error);
      });
    },
  });
  // A client that hangs up is no failure of the server.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refuse: (answer) => {
      refusal = answer;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
