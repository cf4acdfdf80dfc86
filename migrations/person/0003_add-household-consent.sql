CREATE TYPE "person"."notice_kind" AS ENUM('PAPER_CONSENT_CONFIRMED');--> statement-breakpoint
CREATE TYPE "person"."paper_consent_act" AS ENUM('RECORD', 'CONFIRM');--> statement-breakpoint
ALTER TYPE "person"."ground_fact_kind" ADD VALUE 'HOUSEHOLD_CONSENT';--> statement-breakpoint
CREATE TABLE "person"."notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"kind" "person"."notice_kind" NOT NULL,
	"about_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."paper_consent_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"paper_consent_id" uuid NOT NULL,
	"act" "person"."paper_consent_act" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	"input" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."paper_consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"purpose" "person"."purpose" NOT NULL,
	"classes" text[] NOT NULL,
	"valid_until" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorder_key" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "paper_consent_is_confirmed_by_another" CHECK (("person"."paper_consent"."confirmed_by" is null) = ("person"."paper_consent"."confirmed_at" is null) and "person"."paper_consent"."confirmed_by" is distinct from "person"."paper_consent"."recorded_by")
);
--> statement-breakpoint
ALTER TABLE "person"."consent" ALTER COLUMN "agency_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."consent" ALTER COLUMN "purpose" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."consent" ADD COLUMN "reader_key" uuid;--> statement-breakpoint
ALTER TABLE "person"."consent" ADD COLUMN "household_key" uuid;--> statement-breakpoint
CREATE INDEX "notice_person" ON "person"."notice" USING btree ("person_key","at");--> statement-breakpoint
CREATE INDEX "paper_consent_step_paper_consent" ON "person"."paper_consent_step" USING btree ("paper_consent_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "paper_consent_step_key" ON "person"."paper_consent_step" USING btree ("by","idempotency_key");--> statement-breakpoint
CREATE INDEX "paper_consent_person" ON "person"."paper_consent" USING btree ("person_key","recorded_at");--> statement-breakpoint
ALTER TABLE "person"."consent" ADD CONSTRAINT "consent_has_one_recipient" CHECK (case when "person"."consent"."reader_key" is null
        then "person"."consent"."agency_code" is not null and "person"."consent"."purpose" is not null and "person"."consent"."household_key" is null
        else "person"."consent"."agency_code" is null and "person"."consent"."purpose" is null and "person"."consent"."household_key" is not null and "person"."consent"."reader_key" <> "person"."consent"."person_key"
      end);