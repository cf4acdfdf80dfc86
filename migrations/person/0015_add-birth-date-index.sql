-- Runs without a transaction: nobody waits for an index. One that was killed leaves an unfinished one, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS "person"."person_birth_date";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "person_birth_date" ON "person"."person" USING btree ("birth_date");
