CREATE TYPE "oku"."appeal_status" AS ENUM('LODGED', 'ALLOWED', 'DISMISSED');--> statement-breakpoint
CREATE TYPE "oku"."application_kind" AS ENUM('NEW', 'RE_REGISTRATION', 'CATEGORY_CHANGE');--> statement-breakpoint
CREATE TYPE "oku"."application_status" AS ENUM('DRAFT', 'UNDER_ASSESSMENT', 'INFORMATION_REQUIRED', 'WITHDRAWN', 'REGISTERED', 'REFUSED');--> statement-breakpoint
CREATE TYPE "oku"."identity_paper" AS ENUM('MYKAD', 'MYKID', 'BIRTH_CERTIFICATE');--> statement-breakpoint
CREATE TYPE "oku"."assessment_decider" AS ENUM('DISTRICT_PANEL', 'REGISTRAR');--> statement-breakpoint
CREATE TYPE "oku"."assessment_outcome" AS ENUM('REGISTER', 'REFUSE');--> statement-breakpoint
CREATE TYPE "oku"."certifier_kind" AS ENUM('GOVERNMENT_HOSPITAL', 'GOVERNMENT_CLINIC', 'PRIVATE_HOSPITAL', 'PRIVATE_CLINIC');--> statement-breakpoint
CREATE TYPE "oku"."certifier_role" AS ENUM('MEDICAL_OFFICER', 'SPECIALIST', 'PSYCHIATRIST');--> statement-breakpoint
CREATE TYPE "oku"."refusal_reason" AS ENUM('MEDICAL_DOCUMENTS_INCOMPLETE', 'CRITERIA_NOT_MET');--> statement-breakpoint
CREATE TYPE "oku"."care_centre_kind" AS ENUM('COMMUNITY_REHABILITATION', 'RESIDENTIAL', 'DAY');--> statement-breakpoint
CREATE TYPE "oku"."card_purpose" AS ENUM('FIRST', 'RENEWAL', 'REPLACEMENT', 'CATEGORY_CHANGE');--> statement-breakpoint
CREATE TYPE "oku"."strike_off_reason" AS ENUM('DECEASED', 'NO_LONGER_DISABLED', 'OWN_WISH');--> statement-breakpoint
ALTER TYPE "oku"."registration_status" ADD VALUE 'WITHDRAWN' AFTER 'REFUSED';--> statement-breakpoint
CREATE TABLE "oku"."act" (
	"by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"name" text NOT NULL,
	"input" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_by_idempotency_key_pk" PRIMARY KEY("by","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "oku"."appeal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"status" "oku"."appeal_status" NOT NULL,
	"grounds" text NOT NULL,
	"lodged_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text,
	"decided_at" timestamp (3) with time zone,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "oku"."application_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "oku"."application_step_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"act" text NOT NULL,
	"from_status" "oku"."application_status",
	"to_status" "oku"."application_status" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "oku"."application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"person_key" uuid NOT NULL,
	"applied_by_key" uuid NOT NULL,
	"kind" "oku"."application_kind" NOT NULL,
	"status" "oku"."application_status" NOT NULL,
	"identity_paper" "oku"."identity_paper" NOT NULL,
	"phone" text,
	"email" text,
	"language" text DEFAULT 'MS' NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"information_due_on" date,
	"appeal_allowed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "oku"."assessment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"outcome" "oku"."assessment_outcome" NOT NULL,
	"decider" "oku"."assessment_decider" NOT NULL,
	"category" "oku"."oku_category",
	"sub_category" text,
	"together" "oku"."oku_category"[] NOT NULL,
	"refusal" "oku"."refusal_reason",
	"note" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	"is_confirmed" boolean
);
--> statement-breakpoint
CREATE TABLE "oku"."medical_certificate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"certifier_kind" "oku"."certifier_kind" NOT NULL,
	"certifier_role" "oku"."certifier_role" NOT NULL,
	"certifier_number" text NOT NULL,
	"certified_on" date NOT NULL,
	"category" "oku"."oku_category" NOT NULL,
	"sub_category" text,
	"together" "oku"."oku_category"[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oku"."card_reminder" (
	"card_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "card_reminder_card_id_nth_pk" PRIMARY KEY("card_id","nth")
);
--> statement-breakpoint
CREATE TABLE "oku"."card_rule" (
	"starts_on" date PRIMARY KEY NOT NULL,
	"valid_years" integer NOT NULL,
	"renewal_opens_days" integer NOT NULL,
	"first_reminder_days" integer NOT NULL,
	"second_reminder_days" integer NOT NULL,
	"send_working_days" integer NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oku"."care_centre" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" "oku"."care_centre_kind" NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oku"."centre_certificate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"centre_code" text NOT NULL,
	"number" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oku"."credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"list" integer NOT NULL,
	"place" integer NOT NULL,
	"claims" jsonb NOT NULL,
	"holder_key" jsonb NOT NULL,
	"seed" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "oku"."document" (
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
CREATE TABLE "oku"."notice" (
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
CREATE TABLE "oku"."outbox" (
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
CREATE TABLE "oku"."category" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"category" "oku"."oku_category" NOT NULL,
	"sub_category" text,
	"together" "oku"."oku_category"[] NOT NULL,
	"since" date NOT NULL,
	"assessment_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oku"."status_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by" text NOT NULL,
	"registration_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oku"."strike_off" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"reason" "oku"."strike_off_reason" NOT NULL,
	"note" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	"is_confirmed" boolean
);
--> statement-breakpoint
ALTER TABLE "oku"."card" ADD COLUMN "purpose" "oku"."card_purpose";--> statement-breakpoint
ALTER TABLE "oku"."card" ADD COLUMN "send_by" date;--> statement-breakpoint
ALTER TABLE "oku"."card" ADD COLUMN "sent_on" date;--> statement-breakpoint
ALTER TABLE "oku"."card" ADD COLUMN "surrendered_on" date;--> statement-breakpoint
ALTER TABLE "oku"."card" ADD COLUMN "nth" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "oku"."registration" ADD COLUMN "sub_category" text;--> statement-breakpoint
ALTER TABLE "oku"."registration" ADD COLUMN "care_centre_code" text;--> statement-breakpoint
ALTER TABLE "oku"."registration" ADD COLUMN "struck_off_on" date;--> statement-breakpoint
CREATE INDEX "appeal_application" ON "oku"."appeal" USING btree ("application_id","lodged_at");--> statement-breakpoint
CREATE INDEX "application_step_application" ON "oku"."application_step" USING btree ("application_id","place");--> statement-breakpoint
CREATE UNIQUE INDEX "application_reference" ON "oku"."application" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "application_open" ON "oku"."application" USING btree ("person_key") WHERE status in ('DRAFT', 'UNDER_ASSESSMENT', 'INFORMATION_REQUIRED');--> statement-breakpoint
CREATE INDEX "application_person" ON "oku"."application" USING btree ("person_key","started_at");--> statement-breakpoint
CREATE INDEX "application_applied_by" ON "oku"."application" USING btree ("applied_by_key");--> statement-breakpoint
CREATE INDEX "application_status_submitted" ON "oku"."application" USING btree ("status","submitted_at","id");--> statement-breakpoint
CREATE INDEX "application_submitted" ON "oku"."application" USING btree ("submitted_at","id");--> statement-breakpoint
CREATE INDEX "application_information_due" ON "oku"."application" USING btree ("information_due_on") WHERE status = 'INFORMATION_REQUIRED';--> statement-breakpoint
CREATE INDEX "assessment_application" ON "oku"."assessment" USING btree ("application_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_open" ON "oku"."assessment" USING btree ("application_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "medical_certificate_application" ON "oku"."medical_certificate" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "centre_certificate_centre" ON "oku"."centre_certificate" USING btree ("centre_code","starts_on");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_place" ON "oku"."credential" USING btree ("list","place");--> statement-breakpoint
CREATE INDEX "credential_registration" ON "oku"."credential" USING btree ("registration_id","issued_at");--> statement-breakpoint
CREATE INDEX "document_of" ON "oku"."document" USING btree ("of_id","requested_at");--> statement-breakpoint
CREATE INDEX "notice_about" ON "oku"."notice" USING btree ("about_id","at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "oku"."outbox" USING btree ("at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "oku"."outbox" USING btree ("about");--> statement-breakpoint
CREATE INDEX "category_registration" ON "oku"."category" USING btree ("registration_id","since");--> statement-breakpoint
CREATE INDEX "status_check_by" ON "oku"."status_check" USING btree ("by","at");--> statement-breakpoint
CREATE INDEX "strike_off_registration" ON "oku"."strike_off" USING btree ("registration_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "strike_off_open" ON "oku"."strike_off" USING btree ("registration_id") WHERE closed_at is null;
