-- Runs without a transaction: nobody waits for an index. One that was killed leaves unfinished ones, which go first.
DROP INDEX CONCURRENTLY IF EXISTS "volunteer"."volunteering_number";--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "volunteering_number" ON "volunteer"."volunteering" USING btree ("application_number");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "volunteer"."volunteering_status";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "volunteering_status" ON "volunteer"."volunteering" USING btree ("status","application_number");
