-- Runs without a transaction: nobody waits for an index. One that was killed leaves an unfinished one, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS "aid"."application_submitted";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "application_submitted" ON "aid"."application" USING btree ("submitted_at","id");
