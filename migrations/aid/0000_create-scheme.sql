CREATE SCHEMA "aid";
--> statement-breakpoint
CREATE TYPE "aid"."application_status" AS ENUM('IN_PROCESS', 'DOCUMENTS_REQUIRED', 'APPROVED', 'REJECTED', 'COMPLETED');--> statement-breakpoint
CREATE TYPE "aid"."payment_status" AS ENUM('SCHEDULED', 'PAID', 'RETURNED');--> statement-breakpoint
CREATE TYPE "aid"."scheme_frequency" AS ENUM('DAILY', 'MONTHLY', 'QUARTERLY', 'INSTALMENTS', 'YEARLY', 'ONE_OFF');--> statement-breakpoint
CREATE TYPE "aid"."scheme_level" AS ENUM('FEDERAL', 'STATE', 'FEDERAL_OR_STATE');--> statement-breakpoint
CREATE TABLE "aid"."application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"applicant_key" uuid NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"scheme_code" text NOT NULL,
	"status" "aid"."application_status" NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"complete_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"award_amount" bigint,
	"award_starts_on" date,
	"award_ends_on" date
);
--> statement-breakpoint
CREATE TABLE "aid"."payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"month" date NOT NULL,
	"amount" bigint NOT NULL,
	"status" "aid"."payment_status" NOT NULL,
	"paid_on" date
);
--> statement-breakpoint
CREATE TABLE "aid"."scheme" (
	"code" text PRIMARY KEY NOT NULL,
	"name_ms" text NOT NULL,
	"name_en" text NOT NULL,
	"agency" text NOT NULL,
	"level" "aid"."scheme_level" NOT NULL,
	"frequency" "aid"."scheme_frequency" NOT NULL,
	"rate" bigint,
	"rate_note" text,
	"effective_from" date,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "application_reference" ON "aid"."application" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "application_applicant" ON "aid"."application" USING btree ("applicant_key","submitted_at");--> statement-breakpoint
CREATE INDEX "application_district" ON "aid"."application" USING btree ("district","submitted_at");--> statement-breakpoint
CREATE INDEX "application_state" ON "aid"."application" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_application_month" ON "aid"."payment" USING btree ("application_id","month");