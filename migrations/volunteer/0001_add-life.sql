CREATE TYPE "volunteer"."volunteer_availability" AS ENUM('WEEKDAYS', 'EVENINGS', 'WEEKENDS', 'EMERGENCIES');--> statement-breakpoint
CREATE TYPE "volunteer"."volunteer_skill" AS ENUM('FIRST_AID', 'DRIVING', 'COOKING', 'TEACHING', 'COUNSELLING', 'SIGN_LANGUAGE', 'COMPUTER', 'TRADE');--> statement-breakpoint
CREATE TYPE "volunteer"."induction_attendance" AS ENUM('AWAITED', 'ATTENDED', 'ABSENT', 'WITHDRAWN');--> statement-breakpoint
ALTER TYPE "volunteer"."volunteer_status" ADD VALUE 'ABSENT' AFTER 'INVITED';--> statement-breakpoint
CREATE TABLE "volunteer"."act" (
	"by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"name" text NOT NULL,
	"input" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_by_idempotency_key_pk" PRIMARY KEY("by","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "volunteer"."application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"volunteering_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"phone" text,
	"email" text,
	"language" text DEFAULT 'MS' NOT NULL,
	"qualification" text,
	"work_experience" text,
	"interests" "volunteer"."volunteer_interest"[],
	"skills" "volunteer"."volunteer_skill"[],
	"availability" "volunteer"."volunteer_availability"[],
	"started_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "volunteer"."centre" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"organisation_code" text
);
--> statement-breakpoint
CREATE TABLE "volunteer"."document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"of_id" uuid NOT NULL,
	"person_key" uuid,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"hash" text,
	"size" integer,
	"media_type" text,
	"by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"stored_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "volunteer"."induction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"day" date NOT NULL,
	"place" text NOT NULL,
	"capacity" integer NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer"."invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"induction_id" uuid NOT NULL,
	"volunteering_id" uuid NOT NULL,
	"attendance" "volunteer"."induction_attendance" NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text,
	"recorded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "volunteer"."notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"about_id" uuid NOT NULL,
	"person_key" uuid,
	"event" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"day" date,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "volunteer"."outbox" (
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
CREATE TABLE "volunteer"."volunteering_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"volunteering_id" uuid NOT NULL,
	"act" text NOT NULL,
	"from_status" "volunteer"."volunteer_status",
	"to_status" "volunteer"."volunteer_status" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "volunteer"."organisation" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "volunteer"."organisation" ADD COLUMN "admitted_on" date;--> statement-breakpoint
ALTER TABLE "volunteer"."organisation" ADD COLUMN "ended_on" date;--> statement-breakpoint
CREATE UNIQUE INDEX "application_draft" ON "volunteer"."application" USING btree ("person_key") WHERE submitted_at is null;--> statement-breakpoint
CREATE INDEX "application_volunteering" ON "volunteer"."application" USING btree ("volunteering_id","started_at");--> statement-breakpoint
CREATE INDEX "centre_district" ON "volunteer"."centre" USING btree ("district","code");--> statement-breakpoint
CREATE INDEX "document_of" ON "volunteer"."document" USING btree ("of_id","requested_at");--> statement-breakpoint
CREATE INDEX "induction_day" ON "volunteer"."induction" USING btree ("day","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_once" ON "volunteer"."invitation" USING btree ("induction_id","volunteering_id");--> statement-breakpoint
CREATE INDEX "invitation_volunteering" ON "volunteer"."invitation" USING btree ("volunteering_id","invited_at");--> statement-breakpoint
CREATE INDEX "notice_about" ON "volunteer"."notice" USING btree ("about_id","at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "volunteer"."outbox" USING btree ("at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "volunteer"."outbox" USING btree ("about");--> statement-breakpoint
CREATE INDEX "volunteering_step_volunteering" ON "volunteer"."volunteering_step" USING btree ("volunteering_id","at");
