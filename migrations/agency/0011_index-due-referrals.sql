-- Runs without a transaction: nobody waits for an index. One that was killed leaves an unfinished one, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS "agency"."referral_due";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "referral_due" ON "agency"."referral" USING btree ("due_at") WHERE status = 'SENT' and overdue_told_at is null;
