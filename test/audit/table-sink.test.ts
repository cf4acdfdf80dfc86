import { groupOf } from '@seisi/gateway/audit/group.testing';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import { TooSlow } from '@seisi/gateway/within';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Incoming, openIncoming } from './incoming.ts';

let incoming: Incoming;
beforeAll(async () => {
  incoming = await openIncoming();
});
beforeEach(() => incoming.sql((sql) => sql`truncate receipt.incoming`));
afterAll(() => incoming.close());

const PATIENT = 20_000;
const SERIES = 'a0000000-0000-4000-8000-000000000001';

function sinkAt(url = incoming.url, deadlineMs = PATIENT): TableSink {
  const sink = new TableSink(url, deadlineMs);
  onTestFinished(() => sink.close());
  return sink;
}

const endSessions = () =>
  incoming.sql(
    (sql) => sql`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and application_name = 'seisi receipts'`,
  );

test('a group stands in the table as it was handed over, in one statement whatever its size', async () => {
  const sink = sinkAt();
  const groups = [groupOf(1), groupOf(40)];
  for (const group of groups) await sink.write(group);

  const bySeries = (one: { series: string }, other: { series: string }) =>
    one.series < other.series ? -1 : 1;
  expect(await incoming.rows()).toEqual(groups.toSorted(([a], [b]) => bySeries(a!, b!)).flat());
});

test('what comes again is the same once more', async () => {
  const sink = sinkAt();
  const group = groupOf(3);
  await sink.write(group.slice(0, 2));
  await sink.write(group);

  expect(await incoming.rows()).toEqual(group);
});

test.each(['incoming', 'told'])(
  'the role can add rows to receipt.%s and do nothing else there',
  async (table) => {
    const rights = await incoming.sql(
      (sql) => sql`
      select privilege from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES']) as privilege
      where has_table_privilege(${incoming.role}, ${`receipt.${table}`}, privilege)`,
    );

    expect(rights.map(({ privilege }) => privilege)).toEqual(['INSERT']);
  },
);

test.each(['', '?synchronous_commit=off', '?options=-c%20synchronous_commit%3Doff'])(
  'a commit that was told survives a failure of the machine, whatever address (%s), database and role say',
  async (more) => {
    await incoming.sql(async (sql) => {
      await sql.unsafe(`
        alter database "${new URL(incoming.url).pathname.slice(1)}" set synchronous_commit = off;
        create table if not exists receipt.seen (setting text);
        create or replace function receipt.look() returns trigger language plpgsql security definer
          as $$ begin insert into receipt.seen values (current_setting('synchronous_commit')); return null; end $$;
        create or replace trigger look after insert on receipt.incoming execute function receipt.look()`);
    });
    await sinkAt(`${incoming.url}${more}`).write(groupOf(1));
    const seen = await incoming.sql((sql) => sql`select setting from receipt.seen`);
    await incoming.sql((sql) => sql`drop trigger look on receipt.incoming; drop table receipt.seen`.simple());

    expect(seen).toEqual([{ setting: 'on' }]);
  },
);

test('a group that the table refuses is refused, and the next one is taken by the same connection', async () => {
  const sink = sinkAt();
  await incoming.sql((sql) => sql`alter table receipt.incoming add constraint none check (number < 5)`);
  await expect(sink.write(groupOf(3, undefined, 3))).rejects.toMatchObject({ code: '23514' });
  await incoming.sql((sql) => sql`alter table receipt.incoming drop constraint none`);
  expect(await incoming.rows()).toEqual([]);
  await sink.write(groupOf(3));

  expect(await incoming.rows()).toHaveLength(3);
});

test('a table that hangs is waited for no longer than the deadline; what it does later with the group is not undone', async () => {
  const sink = sinkAt(incoming.url, 1500);
  const [before, group] = [groupOf(1, SERIES), groupOf(2, SERIES, 2)];
  await sink.write(before);
  await incoming.whileLocked(async () => {
    await expect(sink.write(group)).rejects.toBeInstanceOf(TooSlow);
  });

  await vi.waitFor(async () => expect(await incoming.rows()).toEqual([...before, ...group]), {
    timeout: 10_000,
  });
});

test('after its connection was ended, or while there is no server, a sink refuses, and takes the next group when there is one', async () => {
  const sink = sinkAt();
  await sink.write(groupOf(1));
  await endSessions();
  await vi.waitFor(() => sink.write(groupOf(1)), { timeout: 10_000 });

  const nowhere = sinkAt('postgres://gateway@127.0.0.1:1/nowhere');
  await expect(nowhere.write(groupOf(1))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(nowhere.write(groupOf(1))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a probe tells whether receipts would be taken, and writes none', async () => {
  const sink = sinkAt();
  await sink.probe();
  await incoming.whileRefused(() => expect(sink.probe()).rejects.toMatchObject({ code: '42501' }));
  await sink.probe();

  expect(await incoming.rows()).toEqual([]);
});
