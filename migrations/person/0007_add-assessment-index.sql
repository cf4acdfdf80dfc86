-- Runs without a transaction: nobody waits for an index. One that was killed leaves unfinished ones. The old one, of one assessment a day, goes when the new ones are there.
DROP INDEX CONCURRENTLY IF EXISTS "person"."assessment_household_day";--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "assessment_household_day" ON "person"."assessment" USING btree ("household_key","assessed_on","assessed_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "person"."assessment_run";--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "assessment_run" ON "person"."assessment" USING btree ("run_id","household_key") WHERE run_id is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "person"."assessment_household";
