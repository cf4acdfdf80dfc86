import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the check says of a migration that is not there yet. */
function findings(sql: string): string[] {
  const { stdout } = spawnSync(
    join(ROOT, 'node_modules', '.bin', 'squawk'),
    ['--reporter', 'gcc', '--stdin-filepath', 'migrations/person/9999_planted.sql'],
    { cwd: ROOT, input: sql, encoding: 'utf8' },
  );
  return [...stdout.matchAll(/ warning: (\S+)/g)].map(([, rule = '']) => rule);
}

const PERSON = 'ALTER TABLE "person"."person"';

test.each([
  [`${PERSON} DROP COLUMN "phone";`, 'ban-drop-column'],
  [`${PERSON} RENAME COLUMN "phone" TO "telephone";`, 'renaming-column'],
  [`${PERSON} RENAME TO "people";`, 'renaming-table'],
  ['DROP TABLE "person"."notice";', 'ban-drop-table'],
  [`${PERSON} ALTER COLUMN "phone" TYPE integer;`, 'changing-column-type'],
  [`${PERSON} ALTER COLUMN "phone" SET NOT NULL;`, 'adding-not-nullable-field'],
  [`${PERSON} ADD COLUMN "nickname" text NOT NULL;`, 'adding-required-field'],
  [`${PERSON} ADD CONSTRAINT "has_phone" CHECK ("phone" <> '');`, 'constraint-missing-not-valid'],
  ['CREATE INDEX "person_phone" ON "person"."person" ("phone");', 'require-concurrent-index-creation'],
])('%s is found, and allowed where it stands with its reason', (sql, rule) => {
  expect(findings(sql)).toContain(rule);
  expect(findings(`-- No version that serves knows it.\n-- squawk-ignore ${rule}\n${sql}`)).not.toContain(
    rule,
  );
});

test('what the version before does not notice is not held up', () => {
  const expand = `
    ${PERSON} ADD COLUMN "nickname" text;--> statement-breakpoint
    ${PERSON} ADD CONSTRAINT "has_phone" CHECK ("phone" <> '') NOT VALID;--> statement-breakpoint
    CREATE TABLE "person"."nickname" ("id" uuid PRIMARY KEY NOT NULL, "text" text);--> statement-breakpoint
    CREATE INDEX "nickname_text" ON "person"."nickname" ("text");`;
  expect(findings(expand)).toEqual([]);
  expect(
    findings('CREATE INDEX CONCURRENTLY IF NOT EXISTS "person_phone" ON "person"."person" ("phone");'),
  ).toEqual([]);
});
