-- Runs without a transaction: nobody waits for an index. One that was killed leaves unfinished ones, which go first.
DROP INDEX CONCURRENTLY IF EXISTS "oku"."card_number";--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "card_number" ON "oku"."card" USING btree ("number");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "oku"."card_expiring";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "card_expiring" ON "oku"."card" USING btree ("expires_on") WHERE cancelled_on is null and lost_on is null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "oku"."registration_number";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "registration_number" ON "oku"."registration" USING btree ("number");
