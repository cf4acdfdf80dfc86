import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { notices } from './notice.table.ts';
import { openOverdue } from './overdue.work.ts';
import { referrals } from './referral.table.ts';
import { UNANSWERED } from './referral.testing.ts';
import { type SharingRequestRow, sharingRequests } from './sharing-request.table.ts';

const NOW = Date.parse('2026-01-30T04:00:00Z');
let database: TestDatabase;
let registry: DatabaseHandle;
beforeAll(async () => {
  database = await testDatabase();
  registry = openDatabase(database.roomUrl('agency'));
});
afterAll(async () => {
  await registry.close();
  await database.close();
});

function request(nth: number, part: Partial<SharingRequestRow>): typeof sharingRequests.$inferInsert {
  return {
    ...{ id: crypto.randomUUID(), reference: `DSR-${nth}`, recipientCode: 'icu-jpm', providerCode: 'jkm' },
    ...{ legalBasis: 'ACT_864', status: 'SUBMITTED', revision: 1, writtenBy: 'one', dueOn: '2026-01-29' },
    ...{ writerKey: crypto.randomUUID(), writtenAt: new Date(NOW) },
    terms: {} as SharingRequestRow['terms'],
    ...part,
  };
}

function referral(nth: number, part: Partial<typeof referrals.$inferInsert>): typeof referrals.$inferInsert {
  return {
    ...{ ...UNANSWERED, id: crypto.randomUUID(), reference: `EZ-${nth}`, householdKey: crypto.randomUUID() },
    ...{ fromAgency: 'jkm', toAgency: 'ngo', need: 'FOOD', status: 'SENT', note: '', sentAt: new Date(0) },
    dueAt: new Date(NOW - 1),
    ...part,
  };
}

test('both agencies are told once of each request and referral whose time is over, by however many processes; of nothing else', async () => {
  await registry.db
    .insert(sharingRequests)
    .values([
      ...[request(1, {}), request(2, { status: 'EXTENDED' }), request(3, { status: 'PROPOSED' })],
      ...[
        request(4, { dueOn: '2026-01-30' }),
        request(5, { status: 'REFUSED' }),
        request(6, { status: 'DRAFT', dueOn: null }),
      ],
    ]);
  await registry.db
    .insert(referrals)
    .values([
      ...[referral(1, {}), referral(2, { status: 'ACCEPTED' }), referral(3, { dueAt: new Date(NOW) })],
      referral(4, { dueAt: null }),
    ]);
  const refused: string[] = [];
  const options = {
    databaseUrl: database.roomUrl('agency'),
    now: () => NOW,
    onNotice: (line: string) => refused.push(line),
    intervalMs: 3_600_000,
  };
  const both = [openOverdue(options), openOverdue(options)];
  await Promise.all(both.map((work) => work.turn()));
  await both[0]?.turn();
  for (const work of both) await work.close();

  const told = await registry.db.select().from(notices).orderBy(asc(notices.about), asc(notices.agencyCode));
  expect(told.map(({ about, kind, agencyCode }) => `${about} ${kind} ${agencyCode}`)).toEqual([
    ...['DSR-1', 'DSR-2', 'DSR-3'].flatMap((about) => [
      `${about} SHARING_OVERDUE icu-jpm`,
      `${about} SHARING_OVERDUE jkm`,
    ]),
    ...['EZ-1 REFERRAL_OVERDUE jkm', 'EZ-1 REFERRAL_OVERDUE ngo'],
  ]);
  expect(refused).toEqual([]);
});
