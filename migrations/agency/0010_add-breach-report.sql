CREATE TYPE "agency"."breach_kind" AS ENUM('LOSS', 'MISUSE', 'UNAUTHORISED_ACCESS', 'UNAUTHORISED_SHARING', 'ALTERATION');--> statement-breakpoint
CREATE TYPE "agency"."breach_status" AS ENUM('OPEN', 'CLOSED');--> statement-breakpoint
CREATE TABLE "agency"."breach_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"agency_code" text NOT NULL,
	"agreement_number" text,
	"other_code" text,
	"kind" "agency"."breach_kind" NOT NULL,
	"status" "agency"."breach_status" NOT NULL,
	"classes" text[] NOT NULL,
	"persons" integer NOT NULL,
	"discovered_at" timestamp (3) with time zone NOT NULL,
	"reported_by" text NOT NULL,
	"reporter_key" uuid NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"director_general_at" timestamp (3) with time zone,
	"commissioner_at" timestamp (3) with time zone,
	"persons_at" timestamp (3) with time zone,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "breach_report_reference" ON "agency"."breach_report" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "breach_report_agency" ON "agency"."breach_report" USING btree ("agency_code","reported_at");--> statement-breakpoint
CREATE INDEX "breach_report_other" ON "agency"."breach_report" USING btree ("other_code","reported_at");