import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileSink } from '@seisi/host/message/file-sink';
import { type MailServer, openMailServer } from '@seisi/host/message/mail-server.testing';
import { mailSink } from '@seisi/host/message/mail-sink';
import { grantOf, openTestRoom, passportFor, posting } from '@seisi/host/testing';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { applicationContacts } from './application-process.table.ts';
import { delivered, type Errands, openErrands } from './errand.testing.ts';
import { tell } from './notice.step.ts';
import { notices } from './notice.table.ts';
import { noticeCarrier } from './notice-errand.step.ts';
import type { Told } from './notice-text.ts';
import { outbox } from './outbox.table.ts';
import { subgraph } from './subgraph.ts';

const AT = new Date('2026-11-22T04:00:00.123Z');
const PHONE = '012-345 6789';
const MAIL = 'someone@mail.example';

let database: TestDatabase;
let errands: Errands;
let folder: string;
let server: MailServer;
beforeAll(async () => {
  server = await openMailServer();
});
afterAll(() => server?.close());
/** Attempts that fail and processes that die are waited for. */
const A_MINUTE = 60_000;

beforeEach(async () => {
  database = await testDatabase();
  errands = openErrands(database);
  folder = await mkdtemp(join(tmpdir(), 'seisi-notices-'));
  server.refuse(null);
  server.taken.length = 0;
  await errands.db.insert(applications).values([1, 2, 3].map((n) => anApplication(n)));
  await errands.db.insert(applicationContacts).values([
    { applicationId: idOf('application', 1), phone: PHONE, email: MAIL, language: 'EN' },
    { applicationId: idOf('application', 2), phone: null, email: MAIL, language: 'MS' },
  ]);
});
afterEach(async () => {
  await errands?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Tells the nth applicant, and gives the notices of the application. */
async function tellOf(n: number, told: Told, at = AT) {
  await errands.db.transaction((transaction) => tell(transaction, anApplication(n), told, at));
  return noticesOf(n);
}

function noticesOf(n: number) {
  const ofThis = eq(notices.applicationId, idOf('application', n));
  return errands.db.select().from(notices).where(ofThis).orderBy(notices.channel).execute();
}

test('a step and what is told of it are there together, or not at all', async () => {
  const broken = errands.db.transaction(async (transaction) => {
    await tell(transaction, anApplication(1), { event: 'APPROVED' }, AT);
    throw new Error('The step fails.');
  });
  await expect(broken).rejects.toThrow('The step fails.');
  expect(await noticesOf(1)).toEqual([]);
  expect(await errands.db.select().from(outbox)).toEqual([]);
});

test('there is a notice for each address that was left, or one that says that none was; neither holds an address', async () => {
  const both = await tellOf(1, { event: 'DOCUMENTS_REQUIRED', day: '2026-12-06' });
  const none = await tellOf(3, { event: 'SUBMITTED' });
  const waits = { event: 'DOCUMENTS_REQUIRED', language: 'EN', at: AT, sentAt: null, failure: null };
  expect(both).toMatchObject([
    { ...waits, channel: 'SMS', personKey: idOf('person', 1) },
    { ...waits, channel: 'EMAIL', personKey: idOf('person', 1) },
  ]);
  expect(none).toMatchObject([{ event: 'SUBMITTED', channel: 'NONE', language: 'MS' }]);
  const left = await errands.db.select().from(outbox);
  expect(left.map(({ id }) => id).toSorted()).toEqual(both.map(({ id }) => id).toSorted());
  expect(JSON.stringify([both, left])).not.toMatch(/someone|345 ?6789/);
});

test(
  'a mail server that refuses for now gets the notice later, at the address that counts then; what it refuses for good an officer sees',
  async () => {
    server.refuse({ code: 451, text: `4.3.0 not now, ${MAIL}`, at: 'DATA' });
    const sink = mailSink({ url: server.url, from: 'notices@jkm.example', user: null, password: null });
    errands.courier({ notice: noticeCarrier(sink) });
    const [later] = await tellOf(2, { event: 'LAPSED' });
    const ids = [String(later?.id)];
    while ((await errands.rows(ids))[0]?.failure !== 'SMTP_451') await sleep(20);
    const other = { email: 'other@mail.example' };
    await errands.db
      .update(applicationContacts)
      .set(other)
      .where(inArray(applicationContacts.email, [MAIL]));
    server.refuse(null);
    await delivered(errands, ids);
    expect(server.taken).toMatchObject([{ to: 'other@mail.example' }]);
    expect(server.taken[0]?.raw).toContain(`<${later?.id}@jkm.example>`);
    expect((await noticesOf(2))[0]).toMatchObject({ sentAt: expect.any(Date), failure: null });

    server.refuse({ code: 550, text: '5.1.1 no such user', at: 'RCPT' });
    const [, refused] = await tellOf(2, { event: 'APPEAL_LODGED' }, new Date(AT.getTime() + 1)).then((all) =>
      all.toSorted((one, another) => one.at.getTime() - another.at.getTime()),
    );
    await delivered(errands, [String(refused?.id)]);
    const [found] = await errands.db
      .select()
      .from(notices)
      .where(eq(notices.id, String(refused?.id)));
    expect(found).toMatchObject({ sentAt: null, failure: 'SMTP_550' });
    expect(server.taken).toHaveLength(1);
    await sink.close();
  },
  A_MINUTE,
);

test(
  'a process that is killed between sending and writing it down sends again, and one message shows',
  async () => {
    const [, mail] = await tellOf(1, { event: 'APPROVED' });
    const [sms] = await noticesOf(1);
    const ids = [String(mail?.id), String(sms?.id)];
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, 'errand-running.testing.ts'),
        JSON.stringify({ databaseUrl: database.roomUrl('aid'), folder }),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await errands.rows(ids)).toMatchObject([{ deliveredAt: null }, { deliveredAt: null }]);

    const again: string[] = [];
    const sink = fileSink(folder);
    const send = async (message: Parameters<typeof sink.send>[0]) => {
      again.push(message.id);
      await sink.send(message);
    };
    errands.courier({ notice: noticeCarrier({ ...sink, send }) });
    await delivered(errands, ids);
    expect(again.toSorted()).toEqual(ids.toSorted());
    const files = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
    expect(files.toSorted()).toEqual(ids.map((id) => `${id}.txt`).toSorted());
  },
  A_MINUTE,
);

test(
  'a room carries its notices while it is open, and shows what became of them, newest first',
  async () => {
    await tellOf(3, { event: 'SUBMITTED' });
    const sent = await tellOf(1, { event: 'SUBMITTED' });
    let room = openTestRoom(subgraph, database.roomUrl('aid'), { messages: { kind: 'FILE', folder } });
    await delivered(
      errands,
      sent.map(({ id }) => id),
    );
    expect(await readdir(folder)).toHaveLength(2);
    await room.close();
    await tellOf(1, { event: 'COMPLETE' }, new Date(AT.getTime() + 1));
    room = openTestRoom(subgraph, database.roomUrl('aid'));
    const passport = passportFor(posting(['aid']));
    const ask = async (n: number, given: string) => {
      const key = idOf('person', n);
      const answer = await room.ask(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
        applications { edges { node { notices${given} { edges { cursor node { event channel status at } } pageInfo { hasNextPage } } } } } } } }`,
        { representations: [{ __typename: 'Person', key, grant: grantOf(key, ['aid'], passport) }] },
        passport,
      );
      // biome-ignore lint/suspicious/noExplicitAny: what a room answers is JSON.
      return (answer as any).data._entities[0].applications.edges[0].node.notices;
    };
    const page = await ask(1, '(first: 3)');
    const [first, , third] = page.edges;
    expect(first.node).toMatchObject({
      event: 'COMPLETE',
      status: 'WAITING',
      at: '2026-11-22T04:00:00.124Z',
    });
    expect(third.node).toMatchObject({ event: 'SUBMITTED', status: 'SENT' });
    expect(page.pageInfo.hasNextPage).toBe(true);
    const rest = await ask(1, `(after: "${third.cursor}")`);
    expect(rest.edges).toHaveLength(1);
    expect((await ask(3, '')).edges).toMatchObject([{ node: { channel: 'NONE', status: 'NO_ADDRESS' } }]);
    const [one] = await readdir(folder);
    expect(await readFile(join(folder, String(one)), 'utf8')).toContain('Application TEST-1 was received.');
    await room.close();
  },
  A_MINUTE,
);
