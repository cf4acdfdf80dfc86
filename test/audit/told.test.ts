import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { ReceiptGroup } from '@seisi/gateway/audit/sink';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import { canonical } from '@seisi/schema/receipt/canonical';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { writeParts } from '@seisi/schema/receipt/parts';
import type { ReceiptDraft, ReceiptEntry } from '@seisi/schema/receipt/receipt';
import { sealReceipt } from '@seisi/schema/receipt/seal';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readReceipt } from '../../subgraphs/receipt/handed-out.audit.ts';
import { retireMonths } from '../../subgraphs/receipt/month.step.ts';
import { openSequencer } from '../../subgraphs/receipt/sequencer.step.ts';
import { verifyStored } from '../../subgraphs/receipt/stored.audit.ts';
import { type Incoming, openIncoming } from './incoming.ts';
import { emptyTree } from './tree.ts';

let incoming: Incoming;
const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
beforeAll(async () => {
  incoming = await openIncoming();
});
beforeEach(async () => {
  await incoming.sql(emptyTree);
  await incoming.sql((sql) => sql`truncate receipt.told`);
});
afterAll(() => incoming.close());

function sink(): TableSink {
  const opened = new TableSink(incoming.url, 20_000);
  onTestFinished(() => opened.close());
  return opened;
}

/** Takes all that waits into the tree; what was told by it is known to the sequencer afterwards. */
function sequencer() {
  const running = openSequencer({ databaseUrl: incoming.roomUrl, key, now: Date.now, intervalMs: 3_600_000 });
  onTestFinished(() => running.close());
  return async () => {
    while (await running.turn());
  };
}

const NOVEMBER = Date.parse('2026-11-22T04:00:00Z');
const NEXT_TO_NOVEMBER = Date.parse('2026-10-31T23:59:59.999Z');

const entry: fc.Arbitrary<Omit<ReceiptEntry, 'subject'>> = fc.record({
  told: fc.subarray(['income', 'aid', 'register'] as const).map((classes) =>
    classes.map((name) => ({
      class: name,
      ground: 'POSTING' as const,
      fields: [`Person.${name}`, 'Person.“é” \\ "x"'],
    })),
  ),
  withheld: fc.constantFrom([], [{ class: 'identity' as const, fields: ['Person.#abc'] }]),
  veiled: fc.boolean(),
});
/** Hidden keys are plain; what would have to be escaped is kept all the same. */
const subjectKey = fc.oneof(fc.uuid(), fc.uuid(), fc.string({ unit: 'grapheme' }), fc.constant('a"b\\c\n#d'));
const about = fc.uniqueArray(fc.tuple(subjectKey, entry), { maxLength: 5, selector: ([name]) => name });

function draftOf(
  entries: readonly (readonly [string, Omit<ReceiptEntry, 'subject'>])[],
  at = NOVEMBER,
): ReceiptDraft {
  return {
    ...{ id: randomUUID(), kind: 'ANSWER', of: null, at, operation: 'o'.repeat(43) },
    header: {
      ...{ viewer: { kind: 'OFFICER', id: 'officer-1' }, basis: 'POSTING', basisId: 'posting-1' },
      ...{ agency: 'jkm', purpose: null, legalBasis: null },
    },
    entries: entries.map(([name, told]) => ({
      ...{ type: 'Person', key: name },
      text: canonical({ subject: { type: 'Person', key: name }, ...told }),
    })),
  };
}

function sealed(drafts: readonly ReceiptDraft[], series: string = randomUUID(), first = 1): ReceiptGroup {
  return drafts.map((draft, at) => sealReceipt(draft, { series, number: first + at }, randomBytes).stored);
}

const SAME: Omit<ReceiptEntry, 'subject'> = { told: [], withheld: [], veiled: true };
/** One receipt about one person, of whom always the same is told. */
const one = (series: string, number = 1, at = NOVEMBER) =>
  sealed([draftOf([[randomUUID(), SAME]], at)], series, number);

/** Each of these stands in the tree with every byte of its parts, an audit finds nothing, and nothing is in conflict. */
async function expectKept(group: ReceiptGroup): Promise<void> {
  const audit = await incoming.sql((sql) => verifyStored(sql, [noteVerifier(ORIGIN, key)]));
  expect(audit).toMatchObject({ conflicts: 0, finding: null });
  const stored = await incoming.sql((sql) =>
    sql.begin((transaction) => Promise.all(group.map(({ id }) => readReceipt(transaction, id)))),
  );
  for (const [at, { leaf, parts }] of group.entries()) {
    const { header, entries, leaf: kept } = stored[at]!;
    expect(kept).toBe(leaf);
    expect(writeParts({ header: header!, entries })).toBe(parts);
  }
}

const toldRows = () =>
  incoming.sql((sql) => sql`select to_char(month, 'YYYY-MM') as month from receipt.told order by 1`);

test('whatever two gateways tell of whom at once comes out of the tree with every byte of its leaf and parts, and equal texts stand there once', async () => {
  const takeAll = sequencer();
  const [first, second] = [sink(), sink()];
  await fc.assert(
    fc.asyncProperty(
      fc.array(about, { minLength: 1, maxLength: 6 }),
      fc.array(about, { minLength: 1, maxLength: 6 }),
      async (those, others) => {
        const groups = [those, others].map((drafts) => sealed(drafts.map((each) => draftOf(each))));
        await Promise.all([first.write(groups[0]!), second.write(groups[1]!)]);
        await takeAll();

        await expectKept(groups.flat());
      },
    ),
    { numRuns: 12 },
  );
  const rows = await incoming.sql(
    (sql) => sql<{ count: string; texts: string }[]>`
    select count(*), count(distinct text) as texts from receipt.told`,
  );
  expect(rows[0]?.count).toBe(rows[0]?.texts);
});

test('what a gateway hands over whole is kept as what refers to a text', async () => {
  const group = sealed([draftOf([[randomUUID(), SAME]]), draftOf([[randomUUID(), SAME]])]);
  await incoming.sql(async (sql) => {
    for (const { series, number, id, at, leaf, parts } of group)
      await sql`insert into receipt.incoming values (${series}, ${number}, ${id}, ${new Date(at)}, ${leaf}, ${parts})`;
  });
  await sequencer()();

  expect(await toldRows()).toHaveLength(1);
  await expectKept(group);
});

test('a text is known only after its commit: what the table refused brings it again', async () => {
  const opened = sink();
  await incoming.sql((sql) => sql`alter table receipt.incoming add constraint none check (number > 1)`);
  await expect(opened.write(one(randomUUID()))).rejects.toMatchObject({ code: '23514' });
  await incoming.sql((sql) => sql`alter table receipt.incoming drop constraint none`);
  expect(await toldRows()).toHaveLength(0);
  const group = one(randomUUID());
  await opened.write(group);
  await sequencer()();

  await expectKept(group);
});

test('a gateway that ends before its commit leaves nobody with a reference to what it told', async () => {
  const group = one(randomUUID());
  let writing: Promise<void> | undefined;
  await incoming
    .sql((sql) =>
      sql.begin(async (other) => {
        const told = group[0]!.parts.split('\n')[1]!.replace(/^.*?"told"/, '"told"');
        await other`insert into receipt.told values ('2026-11-01', sha256(convert_to(${told}, 'UTF8')), ${told})`;
        writing = sink().write(group);
        await vi.waitFor(
          async () =>
            expect(await incoming.sql((admin) => admin`select from pg_locks where not granted`)).toHaveLength(
              1,
            ),
          { timeout: 10_000 },
        );
        throw new Error('killed');
      }),
    )
    .catch(() => {});
  await writing;
  await sequencer()();

  await expectKept(group);
});

test('what was told over a line that is lost is told again over the next one, which may lead to a server that does not have it', async () => {
  const opened = sink();
  await opened.write(one(randomUUID()));
  await incoming.sql(
    (sql) => sql`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and application_name = 'seisi receipts'`,
  );
  await incoming.sql(emptyTree);
  await incoming.sql((sql) => sql`truncate receipt.told`);
  const written = await vi.waitFor(
    async () => {
      const group = one(randomUUID());
      await opened.write(group);
      return group;
    },
    { timeout: 10_000 },
  );
  await sequencer()();

  await expectKept(written);
});

test('a receipt that refers to what nobody has told stands in the tree without its parts, and an alarm holds them as they came', async () => {
  const opened = sink();
  const series = randomUUID();
  await opened.write(one(series));
  await incoming.sql((sql) => sql`truncate receipt.told`);
  await opened.write(one(series, 2));
  await sequencer()();

  const rows = await incoming.sql(
    (sql) => sql<{ fault: string; parts: string }[]>`select fault, parts from receipt.conflict`,
  );
  expect(rows.map(({ fault }) => fault)).toEqual(['PARTS', 'PARTS']);
  for (const { parts } of rows) expect(parts).toMatch(/"type":"Person"},#[\w-]{43}\n$/);
  expect(await incoming.sql((sql) => sql`select from receipt.leaf`)).toHaveLength(2);
  expect(await incoming.sql((sql) => verifyStored(sql, [noteVerifier(ORIGIN, key)]))).toMatchObject({
    finding: null,
  });
});

test('at the end of a month what is told is told anew, and of a month that was destroyed it goes when nothing can refer to it any more', async () => {
  const [opened, takeAll, series] = [sink(), sequencer(), randomUUID()];
  const drafts = [NEXT_TO_NOVEMBER, NOVEMBER, NEXT_TO_NOVEMBER].map((at) =>
    draftOf([[randomUUID(), SAME]], at),
  );
  const group = sealed(drafts, series);
  await opened.write(group.slice(0, 2));
  await opened.write(group.slice(2));
  await takeAll();
  expect(await toldRows()).toEqual([{ month: '2026-10' }, { month: '2026-11' }]);
  await expectKept(group);

  await incoming.sql((sql) => retireMonths(sql, 1, NOVEMBER));
  await opened.write(one(series, 4, NEXT_TO_NOVEMBER));
  await expect(takeAll()).rejects.toMatchObject({ code: '25P02' });
  await takeAll();
  expect(await incoming.sql((sql) => sql`select from receipt.conflict`)).toHaveLength(0);
  await incoming.sql((sql) => retireMonths(sql, 1, Date.parse('2026-12-01T00:00:00Z')));
  expect(await toldRows()).toEqual([{ month: '2026-11' }]);
  await incoming.sql((sql) => retireMonths(sql, 1, Date.parse('2027-01-01T00:00:00Z')));
  expect(await toldRows()).toEqual([]);
});
