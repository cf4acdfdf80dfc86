import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROFILE } from '../test/queries/golden.ts';
import { type House, openHouse } from '../test/setup/house.ts';
import { applyMigrations } from './apply.ts';
import { withConnection } from './connection.ts';
import { knownHousehold } from './seed/known.ts';

const folder = mkdtempSync(join(tmpdir(), 'seisi-migrations-'));
let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true });
});

/** A folder of migrations as drizzle writes one. */
function write(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'meta'), { recursive: true });
  const entries = Object.keys(files).map((tag, place) => ({
    idx: place,
    when: place + 1,
    tag,
    breakpoints: true,
  }));
  writeFileSync(join(path, 'meta', '_journal.json'), JSON.stringify({ entries }));
  for (const [tag, sql] of Object.entries(files)) writeFileSync(join(path, `${tag}.sql`), sql);
  return path;
}

/** The profile again and again before, while and after something is done; every answer. */
async function whileAsking(act: () => Promise<void>): Promise<string[]> {
  const answers: string[] = [];
  let isOn = true;
  const ask = async () => {
    const query = { query: PROFILE, variables: { id: knownHousehold.id } };
    do {
      const { text } = await house.ask('district-officer', query);
      answers.push(text);
    } while (isOn);
  };
  const more = async () => {
    for (const until = answers.length + 6; answers.length < until; ) await sleep(5);
  };
  const asking = Promise.all([ask(), ask(), ask()]);
  const acting = more()
    .then(act)
    .then(more)
    .finally(() => {
      isOn = false;
    });
  await Promise.all([asking, acting]);
  return answers;
}

const BREAK = '--> statement-breakpoint\n';
const EXPAND_AND_CONTRACT = {
  '0000_add-nickname': `
    ALTER TABLE "person"."person" ADD COLUMN "nickname" text;${BREAK}
    ALTER TABLE "person"."household" ADD COLUMN "nickname" text DEFAULT 'none' NOT NULL;${BREAK}
    ALTER TABLE "person"."person" ADD CONSTRAINT "nickname_is_short" CHECK (length("nickname") < 40) NOT VALID;`,
  '0001_index-nickname': `
    DROP INDEX CONCURRENTLY IF EXISTS "person"."person_nickname";${BREAK}
    CREATE INDEX CONCURRENTLY "person_nickname" ON "person"."person" ("nickname");`,
  '0002_hold-nickname': `
    UPDATE "person"."person" SET "nickname" = '';${BREAK}
    ALTER TABLE "person"."person" VALIDATE CONSTRAINT "nickname_is_short";`,
  '0003_drop-nickname': `
    ALTER TABLE "person"."person" DROP COLUMN "nickname";${BREAK}
    ALTER TABLE "person"."household" DROP COLUMN "nickname";`,
};

test('migrations that expand and contract run under load of the version before: every answer is the same, none fails', async () => {
  const path = write('nickname', EXPAND_AND_CONTRACT);
  const run = () =>
    withConnection(house.adminUrl, (sql) => applyMigrations(sql, { folder: path, table: 'nickname' }));
  const answers = await whileAsking(run);
  await run();
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? '')).not.toHaveProperty('errors');
  const ran = await withConnection(house.adminUrl, (sql) => sql`select hash from migration.nickname`);
  expect(ran).toHaveLength(4);
}, 60_000);

test('a migration that meets a long transaction gives way to those behind it, and runs when that has ended', async () => {
  const path = write('locked', {
    '0000_add-remark': 'ALTER TABLE "person"."person" ADD COLUMN "remark" text;',
  });
  const patience = { lockMs: 50, attempts: 500, restMs: 20 };
  const apply = (attempts: number) =>
    withConnection(house.adminUrl, (sql) =>
      applyMigrations(sql, { folder: path, table: 'locked' }, { ...patience, attempts }),
    );
  const columns = (url: string) =>
    withConnection(url, (sql) => sql`select from information_schema.columns where column_name = 'remark'`);
  const answers = await whileAsking(() =>
    withConnection(house.adminUrl, async (other) => {
      await other.unsafe('begin');
      await other`select from person.person limit 1`;
      await expect(apply(3)).rejects.toThrow('end the long transactions');
      expect(await columns(house.adminUrl)).toHaveLength(0);
      const applied = apply(patience.attempts);
      await house.ask('district-officer', { query: PROFILE, variables: { id: knownHousehold.id } });
      await other.unsafe('commit');
      await applied;
    }),
  );
  expect(new Set(answers).size).toBe(1);
  expect(await columns(house.adminUrl)).toHaveLength(1);
}, 60_000);
