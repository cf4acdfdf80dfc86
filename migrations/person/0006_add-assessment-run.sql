CREATE TYPE "person"."adoption_status" AS ENUM('PROPOSED', 'ADOPTED');--> statement-breakpoint
CREATE TYPE "person"."assessment_cause" AS ENUM('CENSUS', 'UPDATE', 'NEW_LINE', 'FOCUS_GROUP');--> statement-breakpoint
CREATE TYPE "person"."recompute_status" AS ENUM('RUNNING', 'DONE');--> statement-breakpoint
CREATE TABLE "person"."act" (
	"by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"name" text NOT NULL,
	"input" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_by_idempotency_key_pk" PRIMARY KEY("by","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "person"."adopted_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"basis_year" integer NOT NULL,
	"since" date NOT NULL,
	"status" "person"."adoption_status" NOT NULL,
	"source" text,
	"proposed_by" text,
	"proposer_key" uuid,
	"proposed_at" timestamp (3) with time zone,
	"adopted_by" text,
	"adopter_key" uuid,
	"adopted_at" timestamp (3) with time zone,
	CONSTRAINT "adopted_line_is_adopted_by_another" CHECK (case when "person"."adopted_line"."source" is not null
        then "person"."adopted_line"."status" = 'ADOPTED' and num_nonnulls("person"."adopted_line"."proposed_by", "person"."adopted_line"."proposer_key", "person"."adopted_line"."adopted_by", "person"."adopted_line"."adopter_key") = 0
        else num_nulls("person"."adopted_line"."proposed_by", "person"."adopted_line"."proposer_key", "person"."adopted_line"."proposed_at") = 0
          and num_nonnulls("person"."adopted_line"."adopted_by", "person"."adopted_line"."adopter_key", "person"."adopted_line"."adopted_at") = case when "person"."adopted_line"."status" = 'ADOPTED' then 3 else 0 end
          and "person"."adopted_line"."adopted_by" is distinct from "person"."adopted_line"."proposed_by" and "person"."adopted_line"."adopter_key" is distinct from "person"."adopted_line"."proposer_key" end)
);
--> statement-breakpoint
CREATE TABLE "person"."recompute_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"adopted_line_id" uuid NOT NULL,
	"day" date NOT NULL,
	"status" "person"."recompute_status" NOT NULL,
	"cursor" uuid,
	"assessed" integer NOT NULL,
	"outcomes" jsonb NOT NULL,
	"skipped" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "person"."assessment" ADD COLUMN "assessed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."assessment" ADD COLUMN "cause" "person"."assessment_cause" DEFAULT 'UPDATE' NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."assessment" ADD COLUMN "previous_id" uuid;--> statement-breakpoint
ALTER TABLE "person"."assessment" ADD COLUMN "run_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "adopted_line_since" ON "person"."adopted_line" USING btree ("since") WHERE status = 'ADOPTED';--> statement-breakpoint
CREATE UNIQUE INDEX "recompute_run_line" ON "person"."recompute_run" USING btree ("adopted_line_id");--> statement-breakpoint
-- by hand
-- What was computed before instants were kept was computed on its day; of the rows of a household each followed the one before, and but for the first each came with the lines of another survey, or with an update.
UPDATE "person"."assessment" SET
	"assessed_at" = ("assessment"."assessed_on" + time '12:00') AT TIME ZONE 'Asia/Kuala_Lumpur',
	"previous_id" = followed.id,
	"cause" = (CASE WHEN followed.id IS NULL THEN 'CENSUS' WHEN followed.basis_year <> "assessment"."basis_year" THEN 'NEW_LINE' ELSE 'UPDATE' END)::"person"."assessment_cause"
FROM (
	SELECT row_of.id AS row_id, lag(row_of.id) OVER of_household AS id, lag(row_of.basis_year) OVER of_household AS basis_year
	FROM "person"."assessment" row_of WINDOW of_household AS (PARTITION BY row_of.household_key ORDER BY row_of.assessed_on)
) followed
WHERE followed.row_id = "assessment"."id";
