CREATE TYPE "agency"."sharing_act" AS ENUM('DRAFT', 'REVISE', 'SUBMIT', 'EXTEND', 'PROPOSE', 'DECLINE', 'CONFIRM', 'WITHDRAW');--> statement-breakpoint
CREATE TYPE "agency"."sharing_status" AS ENUM('DRAFT', 'SUBMITTED', 'EXTENDED', 'PROPOSED', 'APPROVED', 'APPROVED_WITH_CONDITIONS', 'PARTLY_REFUSED', 'REFUSED', 'WITHDRAWN');--> statement-breakpoint
CREATE TABLE "agency"."sharing_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"recipient_code" text NOT NULL,
	"provider_code" text NOT NULL,
	"legal_basis" "agency"."legal_basis" NOT NULL,
	"status" "agency"."sharing_status" NOT NULL,
	"revision" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"written_by" text NOT NULL,
	"writer_key" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"due_on" date,
	"extended_at" timestamp (3) with time zone,
	"decision" jsonb,
	"proposed_by" text,
	"proposer_key" uuid,
	"decided_at" timestamp (3) with time zone,
	"agreement_number" text,
	"overdue_told_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "agency"."sharing_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"act" "agency"."sharing_act" NOT NULL,
	"from_status" "agency"."sharing_status",
	"to_status" "agency"."sharing_status" NOT NULL,
	"by" text NOT NULL,
	"agency_code" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"revision" integer NOT NULL,
	"terms" jsonb,
	"decision" jsonb,
	"due_on" date
);
--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_request_reference" ON "agency"."sharing_request" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "sharing_request_recipient" ON "agency"."sharing_request" USING btree ("recipient_code","written_at");--> statement-breakpoint
CREATE INDEX "sharing_request_provider" ON "agency"."sharing_request" USING btree ("provider_code","written_at");--> statement-breakpoint
CREATE INDEX "sharing_request_due" ON "agency"."sharing_request" USING btree ("due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_step_of" ON "agency"."sharing_step" USING btree ("request_id","nth");