import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import type { FactPage, FactSource, OwnedFact } from '@seisi/schema/ground-fact';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { copyFacts } from './ground-fact.step.ts';
import { factSources, groundFactChanges, groundFacts } from './ground-fact.table.ts';

const TODAY = '2026-11-22';
let database: TestDatabase;
let registry: DatabaseHandle;
beforeAll(async () => {
  database = await testDatabase();
  registry = openDatabase(database.roomUrl('person'));
});
afterAll(async () => {
  await registry.close();
  await database.close();
});
beforeEach(async () => {
  await registry.db.delete(groundFacts);
  await registry.db.delete(factSources);
  await registry.db.delete(groundFactChanges);
});

const agreement = (given: Partial<OwnedFact> = {}): OwnedFact => ({
  id: 'agreement-1',
  kind: 'AGREEMENT',
  holder: 'ngo',
  other: null,
  agency: 'ngo',
  subjectKey: null,
  areas: ['MY'],
  classes: ['register'],
  purposes: ['SERVICE_DELIVERY'],
  legalBasis: 'AGREEMENT',
  population: 'ALL',
  dailySubjects: 1000,
  agencies: [],
  declaredBy: [],
  startsAt: null,
  endsAt: null,
  validFrom: '2026-01-01',
  validUntil: null,
  ...given,
});
const page = (cursor: number, facts: readonly OwnedFact[], ended: FactPage['ended'] = []): FactPage => ({
  facts,
  ended,
  cursor,
  newest: cursor,
  isLast: true,
});
const copy = (source: FactSource, today = TODAY) =>
  copyFacts({ db: registry.db, room: 'agency', source, today, from: null });
const told = (one: FactPage) => copy(async () => one);
const facts = () => registry.db.select().from(groundFacts).orderBy(asc(groundFacts.id));
const changes = async () =>
  (await registry.db.select().from(groundFactChanges).orderBy(asc(groundFactChanges.version))).map(
    ({ factId, holder }) => [factId, holder],
  );

test('a fact is copied as it was told, and a newer saying replaces it; each change is logged once, for its holder', async () => {
  await told(page(1, [agreement()]));
  await told(
    page(2, [agreement({ classes: ['register', 'income'], dailySubjects: 5, validUntil: '2026-12-01' })]),
  );

  expect(await facts()).toMatchObject([
    { id: 'agreement-1', classes: ['register', 'income'], dailySubjects: 5, validUntil: '2026-12-01' },
  ]);
  expect(await changes()).toEqual([
    ['agreement-1', 'ngo'],
    ['agreement-1', 'ngo'],
  ]);
});

test('an incident serves those that it names, and its end may come nearer', async () => {
  const flood = agreement({
    ...{ id: 'INC-1', kind: 'INCIDENT', holder: null, agency: null, legalBasis: null, population: null },
    ...{ dailySubjects: null, agencies: ['ngo'], declaredBy: ['one', 'two'] },
    ...{ startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-12-01T00:00:00.000Z' },
  });
  await told(page(1, [flood]));
  await told(page(2, [flood]));
  await told(page(3, [{ ...flood, endsAt: '2026-11-22T05:06:07.008Z' }]));

  expect(await facts()).toMatchObject([
    {
      holder: null,
      agencies: ['ngo'],
      declaredBy: ['one', 'two'],
      endsAt: new Date('2026-11-22T05:06:07.008Z'),
    },
  ]);
  expect(await changes()).toHaveLength(2);
});

test('what is told again without a change changes nothing', async () => {
  await told(page(1, [agreement()]));
  await told(page(2, [agreement()]));
  expect(await changes()).toHaveLength(1);
});

test('pages are taken to the last one, each after the other', async () => {
  const asked: number[] = [];
  await copy(async (after) => {
    asked.push(after);
    return { ...page(after + 1, [agreement({ id: `agreement-${after}` })]), isLast: after === 2 };
  });
  expect(asked).toEqual([0, 1, 2]);
  expect(await facts()).toHaveLength(3);
});

test('what has ended ends on its day, and at once where the owner’s clock already shows another', async () => {
  const both = [agreement(), agreement({ id: 'agreement-2' })];
  await told(page(1, both));
  await told(
    page(
      2,
      [],
      [
        { id: 'agreement-1', kind: 'AGREEMENT', on: '2026-11-20' },
        { id: 'agreement-2', kind: 'AGREEMENT', on: '2026-11-23' },
        { id: 'agreement-3', kind: 'AGREEMENT', on: '2026-11-20' },
      ],
    ),
  );
  expect((await facts()).map(({ validUntil }) => validUntil)).toEqual(['2026-11-20', TODAY]);
  expect(await changes()).toHaveLength(4);
});

test('an owner can neither end nor change what is not its own to tell', async () => {
  const seal = { id: 'seal-1', kind: 'SEAL' as const, validFrom: '2025-01-01' };
  await registry.db.insert(groundFacts).values(seal);
  await told(page(1, [agreement({ id: 'seal-1' })], [{ id: 'seal-1', kind: 'AGREEMENT', on: '2025-01-01' }]));
  expect(await facts()).toMatchObject([{ ...seal, holder: null, validUntil: null, classes: [] }]);
});

test('a fact whose owner names another holder has ended, and opens nothing to the new one', async () => {
  await told(page(1, [agreement()]));
  await told(page(2, [agreement({ holder: 'somebody-else' })]));
  expect(await facts()).toMatchObject([{ holder: 'ngo', validFrom: '2026-01-01', validUntil: '2026-01-01' }]);
  expect(await changes()).toEqual([
    ['agreement-1', 'ngo'],
    ['agreement-1', 'ngo'],
  ]);
});

test('nobody can move a fact to another holder by hand either', async () => {
  await told(page(1, [agreement()]));
  const moved = registry.db
    .update(groundFacts)
    .set({ holder: 'other' })
    .where(eq(groundFacts.id, 'agreement-1'));
  await expect(moved).rejects.toThrow();
});

test('a page that was overtaken by another process’s is not taken: what it says may be old', async () => {
  const old = page(1, [agreement()]);
  await copy(async (after) => {
    if (after > 0) return page(after, []);
    await told(page(2, [agreement({ validUntil: '2026-01-01' })]));
    return old;
  });
  expect(await facts()).toMatchObject([{ validUntil: '2026-01-01' }]);
  const [source] = await registry.db.select().from(factSources);
  expect(source).toEqual({ room: 'agency', cursor: 2 });
});

test('a page that fails half-way leaves the copy and its cursor as they were', async () => {
  await told(page(1, [agreement()]));
  const before = await facts();
  const broken = page(2, [
    agreement({ classes: [] }),
    agreement({ id: 'agreement-2', validFrom: '2026-13-99' }),
  ]);
  await expect(told(broken)).rejects.toThrow();
  expect(await facts()).toEqual(before);
  expect((await registry.db.select().from(factSources))[0]?.cursor).toBe(1);
});

test('versions are given in the order of the commits, so whoever has seen one has seen all before it', async () => {
  const seen: number[] = [];
  let isDone = false;
  const reader = (async () => {
    while (!isDone) {
      const rows = await registry.db.select({ version: groundFactChanges.version }).from(groundFactChanges);
      const newest = Math.max(0, ...rows.map(({ version }) => version));
      // Whatever was there up to the newest one must not grow afterwards.
      seen.push(rows.length, newest);
    }
  })();
  const first = (await registry.db.insert(groundFactChanges).values({ factId: 'first' }).returning())[0]!
    .version;
  await Promise.all(
    Array.from({ length: 40 }, (_, number) =>
      registry.db.transaction(async (transaction) => {
        const row = { id: `seal-${number}`, kind: 'SEAL' as const, validFrom: '2025-01-01' };
        await transaction.insert(groundFacts).values(row);
        await new Promise((resolve) => setTimeout(resolve, (number * 7) % 11));
      }),
    ),
  );
  isDone = true;
  await reader;
  for (let at = 0; at < seen.length; at += 2)
    if (seen[at]! > 0) expect(seen[at + 1]! - first + 1).toBe(seen[at]);
  expect(await changes()).toHaveLength(41);
});

test('an owner that has lost what it told is not believed when it says that nothing is new', async () => {
  await told(page(5, [agreement()]));
  const restored: FactSource = async (after) => ({ ...page(after, []), newest: 3 });
  await expect(copy(restored)).rejects.toThrow('has lost changes');
  expect((await registry.db.select().from(factSources))[0]?.cursor).toBe(5);
});

test('a new fact that can only open concerns nobody’s answers; a seal and a relative do', async () => {
  const kinds = ['CONSENT', 'AGREEMENT', 'POSTING', 'SEAL', 'RELATIVE'] as const;
  for (const kind of kinds)
    await registry.db.insert(groundFacts).values({ id: kind, kind, validFrom: '2025-01-01' });
  const logged = await registry.db.select().from(groundFactChanges);
  expect(logged.filter(({ isOpening }) => !isOpening).map(({ factId }) => factId)).toEqual([
    'SEAL',
    'RELATIVE',
  ]);
  await registry.db
    .update(groundFacts)
    .set({ validUntil: '2025-02-01' })
    .where(eq(groundFacts.id, 'CONSENT'));
  await registry.db.delete(groundFacts).where(eq(groundFacts.id, 'POSTING'));
  const later = (await registry.db.select().from(groundFactChanges)).slice(kinds.length);
  expect(later.map(({ factId, isOpening }) => [factId, isOpening])).toEqual([
    ['CONSENT', false],
    ['POSTING', false],
  ]);
});

test('a change of an incident concerns the agencies that it names, before and after, and nobody else', async () => {
  const { db } = registry;
  await db.insert(groundFacts).values({ id: 'I', kind: 'INCIDENT', agencies: ['a'], validFrom: TODAY });
  await db.update(groundFacts).set({ agencies: ['b', 'a'] });
  const logged = (await db.select().from(groundFactChanges)).map((row) => `${row.holder} ${row.isOpening}`);
  expect(logged.toSorted()).toEqual(['a false', 'b false', 'null true']);
});
