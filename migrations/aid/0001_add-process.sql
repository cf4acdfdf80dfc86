CREATE TYPE "aid"."appeal_status" AS ENUM('LODGED', 'ALLOWED', 'DISMISSED');--> statement-breakpoint
CREATE TYPE "aid"."review_status" AS ENUM('OPEN', 'KEPT', 'CHANGED', 'STOPPED');--> statement-breakpoint
CREATE TYPE "aid"."review_trigger" AS ENUM('SCHEDULED', 'CHANGE_REPORTED', 'OFFICER');--> statement-breakpoint
CREATE TYPE "aid"."application_act" AS ENUM('SUBMIT', 'ASK_FOR_DOCUMENTS', 'COMPLETE', 'LAPSE', 'APPROVE', 'REJECT', 'SETTLE', 'REOPEN');--> statement-breakpoint
CREATE TYPE "aid"."decision_outcome" AS ENUM('APPROVE', 'REJECT');--> statement-breakpoint
CREATE TYPE "aid"."notice_language" AS ENUM('MS', 'EN');--> statement-breakpoint
CREATE TYPE "aid"."clock_counts" AS ENUM('CALENDAR', 'WORKING');--> statement-breakpoint
CREATE TYPE "aid"."clock_kind" AS ENUM('COMPLETENESS', 'DECISION', 'APPEAL');--> statement-breakpoint
CREATE TYPE "aid"."clock_outcome" AS ENUM('MET', 'LAPSED', 'CANCELLED');--> statement-breakpoint
CREATE TYPE "aid"."document_kind" AS ENUM('MYKAD', 'FAMILY_MYKAD', 'BIRTH_CERTIFICATE', 'SCHOOL_REGISTRATION', 'INCOME_PROOF', 'UTILITY_BILL', 'MEDICAL_REPORT', 'OKU_CARD', 'AGENCY_REPORT', 'FOSTER_PAPERS', 'QUOTATION', 'PROJECT_PLAN', 'BANK_STATEMENT', 'OTHER');--> statement-breakpoint
CREATE TYPE "aid"."document_status" AS ENUM('AWAITED', 'STORED', 'REFUSED');--> statement-breakpoint
CREATE TYPE "aid"."notice_channel" AS ENUM('SMS', 'EMAIL', 'NONE');--> statement-breakpoint
CREATE TYPE "aid"."notice_event" AS ENUM('SUBMITTED', 'DOCUMENTS_REQUIRED', 'COMPLETE', 'APPROVED', 'REJECTED', 'LAPSED', 'COMPLETED', 'REOPENED', 'APPEAL_LODGED', 'APPEAL_ALLOWED', 'APPEAL_DISMISSED', 'AWARD_CHANGED', 'AWARD_STOPPED', 'PAYMENT_RETURNED');--> statement-breakpoint
CREATE TYPE "aid"."run_status" AS ENUM('PREPARING', 'PREPARED', 'RELEASED', 'SENT', 'CLOSED');--> statement-breakpoint
CREATE TYPE "aid"."check_status" AS ENUM('ASKED', 'ANSWERED', 'UNAVAILABLE');--> statement-breakpoint
CREATE TYPE "aid"."checked_register" AS ENUM('LHDN', 'JPN', 'JPJ');--> statement-breakpoint
CREATE TYPE "aid"."exclusion_kind" AS ENUM('SCHEME', 'INSTITUTION', 'CARE_CENTRE', 'PDK');--> statement-breakpoint
CREATE TYPE "aid"."rate_recipient" AS ENUM('PERSON', 'CHILD', 'CARED_PERSON', 'FAMILY');--> statement-breakpoint
CREATE TABLE "aid"."act" (
	"by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"name" text NOT NULL,
	"input" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_by_idempotency_key_pk" PRIMARY KEY("by","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "aid"."announcement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title_ms" text NOT NULL,
	"title_en" text NOT NULL,
	"body_ms" text NOT NULL,
	"body_en" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."appeal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"grounds" text NOT NULL,
	"status" "aid"."appeal_status" NOT NULL,
	"lodged_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "aid"."review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"trigger" "aid"."review_trigger" NOT NULL,
	"reason" text NOT NULL,
	"status" "aid"."review_status" NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"proposal" "aid"."review_status",
	"proposed_amount" bigint,
	"effective_on" date,
	"proposal_reason" text,
	"proposed_by" text,
	"proposed_at" timestamp (3) with time zone,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."application_contact" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"phone" text,
	"email" text,
	"language" "aid"."notice_language" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."application_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "aid"."application_step_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"application_id" uuid NOT NULL,
	"act" "aid"."application_act" NOT NULL,
	"from_status" "aid"."application_status",
	"to_status" "aid"."application_status" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "aid"."decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"outcome" "aid"."decision_outcome" NOT NULL,
	"reason" text NOT NULL,
	"is_discretionary" boolean NOT NULL,
	"amount" bigint,
	"starts_on" date,
	"ends_on" date,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	"is_confirmed" boolean,
	"close_reason" text
);
--> statement-breakpoint
CREATE TABLE "aid"."investigation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"visited_on" date NOT NULL,
	"findings" text NOT NULL,
	"household_income" bigint,
	"own_income" bigint,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."statement" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"household" jsonb NOT NULL,
	"employment" jsonb NOT NULL,
	"aid" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."award" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"person_key" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"amount" bigint NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."bank_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"bank_code" text NOT NULL,
	"account_number" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"stated_by" text NOT NULL,
	"stated_at" timestamp (3) with time zone NOT NULL,
	"checked_by" text,
	"checked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."clock" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"kind" "aid"."clock_kind" NOT NULL,
	"state" text NOT NULL,
	"days" integer NOT NULL,
	"counts" "aid"."clock_counts" NOT NULL,
	"started_on" date NOT NULL,
	"due_on" date,
	"pauses" jsonb NOT NULL,
	"ended_on" date,
	"outcome" "aid"."clock_outcome"
);
--> statement-breakpoint
CREATE TABLE "aid"."document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft_id" uuid,
	"application_id" uuid,
	"person_key" uuid NOT NULL,
	"kind" "aid"."document_kind" NOT NULL,
	"status" "aid"."document_status" NOT NULL,
	"hash" text,
	"size" integer,
	"media_type" text,
	"refusal" text,
	"by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"stored_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"household" jsonb,
	"employment" jsonb,
	"aid" jsonb,
	"contact" jsonb,
	"revision" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"application_id" uuid,
	"discarded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"event" "aid"."notice_event" NOT NULL,
	"channel" "aid"."notice_channel" NOT NULL,
	"language" "aid"."notice_language" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "aid"."outbox" (
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
CREATE TABLE "aid"."payment_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"lines" integer NOT NULL,
	"total" bigint NOT NULL,
	"hash" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."payment_line" (
	"payment_id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid,
	"run_id" uuid NOT NULL,
	"line" integer,
	"award_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"bank_code" text NOT NULL,
	"account_number" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."payment_return" (
	"payment_id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"bank_reference" text NOT NULL,
	"returned_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."payment_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"status" "aid"."run_status" NOT NULL,
	"cursor" uuid,
	"payments" integer NOT NULL,
	"total" bigint NOT NULL,
	"without_account" integer NOT NULL,
	"prepared_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"prepared_at" timestamp (3) with time zone,
	"released_by" text,
	"released_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."register_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"register" "aid"."checked_register" NOT NULL,
	"status" "aid"."check_status" NOT NULL,
	"answer" jsonb,
	"failure" text,
	"attempts" integer NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."scheme_document" (
	"id" text PRIMARY KEY NOT NULL,
	"scheme_code" text NOT NULL,
	"kind" "aid"."document_kind" NOT NULL,
	"is_required" boolean NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."scheme_exclusion" (
	"id" text PRIMARY KEY NOT NULL,
	"scheme_code" text NOT NULL,
	"kind" "aid"."exclusion_kind" NOT NULL,
	"excluded_code" text,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."scheme_rate" (
	"id" text PRIMARY KEY NOT NULL,
	"scheme_code" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"recipient" "aid"."rate_recipient" NOT NULL,
	"age_from" integer,
	"age_to" integer,
	"amount" bigint,
	"is_most" boolean NOT NULL,
	"family_cap" bigint,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."scheme_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"scheme_code" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"criteria" jsonb NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "announcement_dates" ON "aid"."announcement" USING btree ("starts_on","id");--> statement-breakpoint
CREATE INDEX "appeal_application" ON "aid"."appeal" USING btree ("application_id","lodged_at");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_open" ON "aid"."appeal" USING btree ("application_id") WHERE status = 'LODGED';--> statement-breakpoint
CREATE INDEX "review_application" ON "aid"."review" USING btree ("application_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "review_open" ON "aid"."review" USING btree ("application_id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE INDEX "application_step_application" ON "aid"."application_step" USING btree ("application_id","place");--> statement-breakpoint
CREATE INDEX "decision_application" ON "aid"."decision" USING btree ("application_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_open" ON "aid"."decision" USING btree ("application_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "investigation_application" ON "aid"."investigation" USING btree ("application_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "award_version" ON "aid"."award" USING btree ("application_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "award_open" ON "aid"."award" USING btree ("application_id") WHERE ends_on is null;--> statement-breakpoint
CREATE INDEX "award_person" ON "aid"."award" USING btree ("person_key","starts_on");--> statement-breakpoint
CREATE INDEX "award_dates" ON "aid"."award" USING btree ("starts_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_account_open" ON "aid"."bank_account" USING btree ("person_key") WHERE ends_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "clock_running" ON "aid"."clock" USING btree ("application_id","kind") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "clock_due" ON "aid"."clock" USING btree ("kind","due_on") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "document_draft" ON "aid"."document" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "document_application" ON "aid"."document" USING btree ("application_id","requested_at");--> statement-breakpoint
CREATE INDEX "draft_person" ON "aid"."draft" USING btree ("person_key","started_at");--> statement-breakpoint
CREATE INDEX "notice_application" ON "aid"."notice" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "aid"."outbox" USING btree ("at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "aid"."outbox" USING btree ("about");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_file_number" ON "aid"."payment_file" USING btree ("number");--> statement-breakpoint
CREATE INDEX "payment_file_run" ON "aid"."payment_file" USING btree ("run_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_line_place" ON "aid"."payment_line" USING btree ("file_id","line");--> statement-breakpoint
CREATE INDEX "payment_line_run" ON "aid"."payment_line" USING btree ("run_id","payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_return_reference" ON "aid"."payment_return" USING btree ("bank_reference");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_run_month" ON "aid"."payment_run" USING btree ("month");--> statement-breakpoint
CREATE UNIQUE INDEX "register_check_application" ON "aid"."register_check" USING btree ("application_id","register");--> statement-breakpoint
CREATE INDEX "scheme_document_scheme" ON "aid"."scheme_document" USING btree ("scheme_code","starts_on");--> statement-breakpoint
CREATE INDEX "scheme_exclusion_scheme" ON "aid"."scheme_exclusion" USING btree ("scheme_code","starts_on");--> statement-breakpoint
CREATE INDEX "scheme_rate_scheme" ON "aid"."scheme_rate" USING btree ("scheme_code","starts_on");--> statement-breakpoint
CREATE INDEX "scheme_rule_scheme" ON "aid"."scheme_rule" USING btree ("scheme_code","starts_on");