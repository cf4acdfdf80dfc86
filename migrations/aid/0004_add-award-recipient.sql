ALTER TABLE "aid"."decision" ADD COLUMN "recipients" jsonb;--> statement-breakpoint
ALTER TABLE "aid"."award" ADD COLUMN "recipients" jsonb;