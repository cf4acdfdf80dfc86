CREATE TYPE "person"."consent_act" AS ENUM('GIVE', 'NARROW', 'WITHDRAW');--> statement-breakpoint
CREATE TYPE "person"."consent_basis" AS ENUM('OWN_TOKEN', 'PAPER');--> statement-breakpoint
CREATE TYPE "person"."purpose" AS ENUM('SERVICE_DELIVERY', 'LIFE_HEALTH_SAFETY', 'PUBLIC_EMERGENCY', 'PUBLIC_INTEREST');--> statement-breakpoint
ALTER TYPE "person"."ground_fact_kind" ADD VALUE 'CONSENT';--> statement-breakpoint
ALTER TYPE "person"."ground_fact_kind" ADD VALUE 'INCIDENT';--> statement-breakpoint
CREATE TABLE "person"."consent_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consent_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"act" "person"."consent_act" NOT NULL,
	"classes" text[] NOT NULL,
	"valid_until" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	"input" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"purpose" "person"."purpose" NOT NULL,
	"classes" text[] NOT NULL,
	"basis" "person"."consent_basis" NOT NULL,
	"recorded_by" text[] DEFAULT '{}' NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"valid_until" date NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "consent_on_paper_has_two_officers" CHECK ("person"."consent"."basis" = 'OWN_TOKEN' or (cardinality("person"."consent"."recorded_by") = 2 and "person"."consent"."recorded_by"[1] <> "person"."consent"."recorded_by"[2]))
);
--> statement-breakpoint
ALTER TABLE "person"."ground_fact" ADD COLUMN "agencies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."ground_fact" ADD COLUMN "declared_by" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."ground_fact" ADD COLUMN "starts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person"."ground_fact" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "consent_step_consent" ON "person"."consent_step" USING btree ("consent_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_step_key" ON "person"."consent_step" USING btree ("person_key","idempotency_key");--> statement-breakpoint
CREATE INDEX "consent_person" ON "person"."consent" USING btree ("person_key","given_at");--> statement-breakpoint
CREATE INDEX "ground_fact_version" ON "person"."ground_fact" USING btree ("version");