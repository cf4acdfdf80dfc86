import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type IncidentReader, incidentReach } from './incident.policy.ts';
import { incidents } from './incident.table.ts';

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

const AGENCIES = ['jkm', 'ngo', 'hospital'] as const;
const AREAS = [[], ['MY'], ['05'], ['5_5'], ['14', '5_1'], ['1']] as const;

test('an incident exists for a reader by the row as by the statement, whatever it names and whoever reads', async () => {
  const drawn = [['5_5'], ['5_1', '14_1'], ['1_1']].flatMap((areas) =>
    AGENCIES.flatMap((named, nth) => [null, 'hospital'].map((handedTo) => ({ areas, named, nth, handedTo }))),
  );
  await registry.db.insert(incidents).values(
    drawn.map(({ areas, named, nth, handedTo }, at) => ({
      ...{
        id: `INC-${at}`,
        kind: 'FLOOD' as const,
        status: 'REPORTED' as const,
        title: 'Banjir',
        areas,
        handedTo,
      },
      ...{ agencies: [named], leadAgency: AGENCIES[(nth + 1) % 3] ?? 'jkm', hours: 1, reportedBy: 'one' },
      ...{ reporterKey: crypto.randomUUID(), reportedAt: new Date(at) },
    })),
  );
  const all = await registry.db.select().from(incidents);
  let met = 0;
  for (const agency of [...AGENCIES, 'other'])
    for (const areas of AREAS) {
      const reader: IncidentReader = { agency, areas };
      const found = await registry.db
        .select({ id: incidents.id })
        .from(incidents)
        .where(incidentReach.where(reader));
      const expected = all.filter((row) => incidentReach.row(row, reader)).map(({ id }) => id);
      expect(found.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
      met += expected.length > 0 && expected.length < all.length ? 1 : 0;
    }
  expect(met).toBeGreaterThan(5);
});
