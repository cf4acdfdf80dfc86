-- Runs without a transaction: nobody waits for the index. One that was killed leaves an unfinished one.
DROP INDEX CONCURRENTLY IF EXISTS "aid"."bank_account_unchecked";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "bank_account_unchecked" ON "aid"."bank_account" USING btree ("stated_at","id") WHERE ends_on is null and checked_at is null;
