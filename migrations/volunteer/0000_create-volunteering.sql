CREATE SCHEMA "volunteer";
--> statement-breakpoint
CREATE TYPE "volunteer"."assignment_status" AS ENUM('OFFERED', 'ACCEPTED', 'DONE');--> statement-breakpoint
CREATE TYPE "volunteer"."volunteer_interest" AS ENUM('HOME_HELP', 'DISASTER_RELIEF', 'CHILDREN', 'DISABILITY');--> statement-breakpoint
CREATE TYPE "volunteer"."volunteer_status" AS ENUM('RECEIVED', 'REVIEWED', 'INVITED', 'ACTIVE', 'REFUSED', 'INACTIVE');--> statement-breakpoint
CREATE TABLE "volunteer"."assignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"volunteering_id" uuid NOT NULL,
	"activity" "volunteer"."volunteer_interest" NOT NULL,
	"status" "volunteer"."assignment_status" NOT NULL,
	"starts_on" date NOT NULL,
	"hours" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer"."organisation" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer"."volunteering" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"application_number" text NOT NULL,
	"status" "volunteer"."volunteer_status" NOT NULL,
	"interests" "volunteer"."volunteer_interest"[] NOT NULL,
	"inducted_on" date,
	"organisation_code" text
);
--> statement-breakpoint
CREATE INDEX "assignment_volunteering" ON "volunteer"."assignment" USING btree ("volunteering_id","starts_on");--> statement-breakpoint
CREATE UNIQUE INDEX "volunteering_person" ON "volunteer"."volunteering" USING btree ("person_key");