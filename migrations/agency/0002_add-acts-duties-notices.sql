CREATE TYPE "agency"."posting_duty" AS ENUM('ONBOARDING', 'POSTING', 'SHARING', 'REFERRAL', 'CRISIS');--> statement-breakpoint
CREATE TABLE "agency"."act" (
	"by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"name" text NOT NULL,
	"input" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_by_idempotency_key_pk" PRIMARY KEY("by","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "agency"."notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "agency"."outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"about" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text
);
--> statement-breakpoint
ALTER TABLE "agency"."agency" ADD COLUMN "contact_email" text;--> statement-breakpoint
ALTER TABLE "agency"."agreement" ADD COLUMN "provider_code" text;--> statement-breakpoint
ALTER TABLE "agency"."posting" ADD COLUMN "duties" "agency"."posting_duty"[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "notice_agency" ON "agency"."notice" USING btree ("agency_code","at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "agency"."outbox" USING btree ("at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "agency"."outbox" USING btree ("about");