import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, openMailServer } from './mail-server.testing.ts';
import { mailSink } from './mail-sink.ts';
import type { Message, MessageSink } from './message.ts';

let server: MailServer;
let sink: MessageSink;
beforeAll(async () => {
  server = await openMailServer();
  sink = mailSink({ url: server.url, from: 'notices@jkm.example', user: null, password: null });
});
afterAll(async () => {
  await sink?.close();
  await server?.close();
});

function message(to: string): Message {
  return { id: crypto.randomUUID(), channel: 'EMAIL', to, subject: 'Permohonan 1', text: 'Seisi: diterima.' };
}

test('mail arrives under a Message-ID that is the same whenever it is sent', async () => {
  const one = message('someone@mail.example');
  await sink.send(one);
  await sink.send(one);
  const [first, second] = server.taken.splice(0);
  expect(first?.to).toBe('someone@mail.example');
  expect(first?.raw).toContain(`Message-ID: <${one.id}@jkm.example>`);
  expect(first?.raw).toContain('Subject: Permohonan 1');
  expect(first?.raw).toContain('Seisi: diterima.');
  expect(second?.raw).toContain(`Message-ID: <${one.id}@jkm.example>`);
});

test.each([
  [
    'a mailbox that is not there',
    { code: 550, text: '5.1.1 no such user', at: 'RCPT' },
    'MessageRefused',
    'SMTP_550',
  ],
  [
    'a server that is full',
    { code: 452, text: '4.2.2 over quota', at: 'RCPT' },
    'MessageFailure',
    'SMTP_452',
  ],
  [
    'a server that relays nothing',
    { code: 550, text: '5.7.1 relaying denied', at: 'RCPT' },
    'MessageFailure',
    'SMTP_550',
  ],
  ['a server that is busy', { code: 421, text: '4.3.2 later', at: 'DATA' }, 'MessageFailure', 'SMTP_421'],
] as const)('%s is told from what may pass, without the address', async (_what, refusal, name, code) => {
  server.refuse({ ...refusal, text: `${refusal.text} someone@mail.example` });
  const error = await sink.send(message('someone@mail.example')).catch((one: unknown) => one);
  server.refuse(null);
  expect(error).toMatchObject({ name, code });
  expect(String((error as Error).stack)).not.toContain('someone');
  expect((error as Error).cause).toBeUndefined();
});

test.each([
  'nobody',
  'a@b.example, c@d.example',
  'a@b.example\r\nBcc: c@d.example',
  '<a@b.example>',
  '"a b"@c.example',
])('what is no single address is sent nowhere: %j', async (to) => {
  await expect(sink.send(message(to))).rejects.toMatchObject({
    name: 'MessageRefused',
    code: 'NOT_AN_ADDRESS',
  });
  expect(server.taken).toEqual([]);
});

test('a server that is away may be there later', async () => {
  const away = mailSink({ url: 'smtp://127.0.0.1:1', from: 'a@b.example', user: null, password: null });
  await expect(away.send(message('someone@mail.example'))).rejects.toMatchObject({ name: 'MessageFailure' });
  await away.close();
});
