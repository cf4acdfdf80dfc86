-- Runs without a transaction: nobody waits for an index. One that was killed leaves an unfinished one, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS "agency"."agreement_agency";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "agreement_agency" ON "agency"."agreement" USING btree ("agency_code");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "agency"."agreement_provider";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "agreement_provider" ON "agency"."agreement" USING btree ("provider_code");
