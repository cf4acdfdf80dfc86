-- Runs without a transaction: nobody waits for an index. One that was killed leaves an unfinished one, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS "person"."household_registration_status";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "household_registration_status" ON "person"."household" USING btree ("registration_status","registration_number");
