CREATE TYPE "agency"."centre_status" AS ENUM('OPEN', 'CLOSED');--> statement-breakpoint
CREATE TYPE "agency"."need_kind" AS ENUM('FOOD', 'WATER', 'MEDICINE', 'SHELTER', 'BABY_CARE', 'SANITARY', 'EVACUATION');--> statement-breakpoint
CREATE TYPE "agency"."need_status" AS ENUM('OPEN', 'TAKEN_ON', 'FULFILLED', 'DROPPED');--> statement-breakpoint
CREATE TABLE "agency"."evacuation_centre" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"name" text NOT NULL,
	"district" text NOT NULL,
	"capacity" integer NOT NULL,
	"status" "agency"."centre_status" NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "agency"."evacuee_count" (
	"id" uuid PRIMARY KEY NOT NULL,
	"centre_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"families" integer NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"infants" integer NOT NULL,
	"by" text NOT NULL,
	"agency_code" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agency"."incident_need" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"kind" "agency"."need_kind" NOT NULL,
	"quantity" integer NOT NULL,
	"district" text NOT NULL,
	"status" "agency"."need_status" NOT NULL,
	"reported_by" text NOT NULL,
	"reporter_agency" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"taken_on_by" text,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "evacuation_centre_incident" ON "agency"."evacuation_centre" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "evacuee_count_of" ON "agency"."evacuee_count" USING btree ("centre_id","nth");--> statement-breakpoint
CREATE INDEX "incident_need_incident" ON "agency"."incident_need" USING btree ("incident_id","reported_at");