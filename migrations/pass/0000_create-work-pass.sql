CREATE SCHEMA "pass";
--> statement-breakpoint
CREATE TYPE "pass"."employer_kind" AS ENUM('HOUSEHOLD', 'COMPANY');--> statement-breakpoint
CREATE TYPE "pass"."employer_status" AS ENUM('REGISTERED', 'ACTIVE', 'BLACKLISTED');--> statement-breakpoint
CREATE TYPE "pass"."pass_sector" AS ENUM('DOMESTIC_HELP', 'MANUFACTURING', 'CONSTRUCTION', 'PLANTATION', 'AGRICULTURE', 'SERVICES');--> statement-breakpoint
CREATE TYPE "pass"."pass_stream" AS ENUM('DOMESTIC_HELPER', 'OTHER_SECTOR');--> statement-breakpoint
CREATE TABLE "pass"."renewal_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"stream" "pass"."pass_stream" NOT NULL,
	"starts_on" date NOT NULL,
	"opens_months" integer NOT NULL,
	"closes_days" integer NOT NULL,
	"passport_months" integer NOT NULL,
	"medical_months" integer NOT NULL,
	"pass_months" integer NOT NULL,
	"levy_sen" integer NOT NULL,
	"needs_contract" boolean NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pass"."employer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "pass"."employer_kind" NOT NULL,
	"status" "pass"."employer_status" NOT NULL,
	"person_key" uuid NOT NULL,
	"household_key" uuid,
	"name" text,
	"ssm_number" text,
	"agency_code" text
);
--> statement-breakpoint
CREATE TABLE "pass"."work_pass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"employer_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"household_key" uuid,
	"stream" "pass"."pass_stream" NOT NULL,
	"sector" "pass"."pass_sector" NOT NULL,
	"starts_on" date NOT NULL,
	"expires_on" date NOT NULL,
	"replaced_on" date,
	"cancelled_on" date
);
--> statement-breakpoint
CREATE TABLE "pass"."worker" (
	"id" uuid PRIMARY KEY NOT NULL,
	"nationality" text NOT NULL,
	"passport_number" text NOT NULL,
	"passport_expires_on" date NOT NULL
);
--> statement-breakpoint
CREATE INDEX "employer_person" ON "pass"."employer" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "employer_ssm_number" ON "pass"."employer" USING btree ("ssm_number");--> statement-breakpoint
CREATE INDEX "work_pass_employer" ON "pass"."work_pass" USING btree ("employer_id","expires_on","id");--> statement-breakpoint
CREATE INDEX "work_pass_household" ON "pass"."work_pass" USING btree ("household_key","expires_on");