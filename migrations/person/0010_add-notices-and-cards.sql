CREATE TYPE "person"."identity_card_office" AS ENUM('STATE_OFFICE', 'ICU_JPM');--> statement-breakpoint
CREATE TYPE "person"."identity_card_status" AS ENUM('ACTIVE', 'REPLACED', 'CANCELLED');--> statement-breakpoint
CREATE TYPE "person"."notice_way" AS ENUM('SMS', 'EMAIL', 'NONE');--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'REGISTERED' AFTER 'PAPER_CONSENT_CONFIRMED';--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'CENSUS_NEXT' AFTER 'REGISTERED';--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'REGISTRATION_CONFIRMED' AFTER 'CENSUS_NEXT';--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'REGISTRATION_REJECTED' AFTER 'REGISTRATION_CONFIRMED';--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'POVERTY_STATUS_CHANGED' AFTER 'REGISTRATION_REJECTED';--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'STATUS_ASKED' AFTER 'POVERTY_STATUS_CHANGED';--> statement-breakpoint
ALTER TYPE "person"."registration_channel" ADD VALUE 'LOCAL_LEADER' AFTER 'STATE_OFFICE';--> statement-breakpoint
CREATE TABLE "person"."identity_card" (
	"id" uuid PRIMARY KEY NOT NULL,
	"household_key" uuid NOT NULL,
	"number" text NOT NULL,
	"status" "person"."identity_card_status" NOT NULL,
	"office" "person"."identity_card_office" NOT NULL,
	"issued_on" date NOT NULL,
	"issued_by" text NOT NULL,
	"ended_on" date,
	"end_reason" text,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "person"."outbox" (
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
CREATE TABLE "person"."status_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by" text NOT NULL,
	"person_key" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person"."notice" ADD COLUMN "way" "person"."notice_way" DEFAULT 'NONE' NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."notice" ADD COLUMN "sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "person"."notice" ADD COLUMN "failure" text;--> statement-breakpoint
CREATE INDEX "identity_card_household" ON "person"."identity_card" USING btree ("household_key","issued_on");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_card_number" ON "person"."identity_card" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_card_active" ON "person"."identity_card" USING btree ("household_key") WHERE "person"."identity_card"."status" = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "person"."outbox" USING btree ("at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "person"."outbox" USING btree ("about");--> statement-breakpoint
CREATE INDEX "status_check_by" ON "person"."status_check" USING btree ("by","at");