CREATE TYPE "aid"."candidate_act" AS ENUM('CROSS_CHECK', 'FIND_ELIGIBLE', 'REFER', 'FIND_NOT_ELIGIBLE', 'CONFIRM', 'DECLINE');--> statement-breakpoint
CREATE TYPE "aid"."candidate_status" AS ENUM('CANDIDATE', 'CROSS_CHECKED', 'ELIGIBLE', 'FOCUS_GROUP', 'NOT_ELIGIBLE');--> statement-breakpoint
CREATE TYPE "aid"."draw_fault" AS ENUM('NO_SUCH_LIST', 'ANOTHER_DAY', 'ANOTHER_PLACE', 'ALTERED');--> statement-breakpoint
CREATE TYPE "aid"."draw_status" AS ENUM('DRAWING', 'DRAWN', 'REFUSED');--> statement-breakpoint
CREATE TABLE "aid"."candidate_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"act" "aid"."candidate_act" NOT NULL,
	"status" "aid"."candidate_status" NOT NULL,
	"reason" text,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."candidate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"draw_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"lists" "aid"."programme_list_kind"[] NOT NULL,
	"status" "aid"."candidate_status" NOT NULL,
	"phase" integer,
	"rule_id" text,
	"needs_registration" boolean NOT NULL,
	"because" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."programme_draw" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"list_id" uuid NOT NULL,
	"list_hash" text,
	"status" "aid"."draw_status" NOT NULL,
	"fault" "aid"."draw_fault",
	"drawn_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "candidate_step_place" ON "aid"."candidate_step" USING btree ("candidate_id","place");--> statement-breakpoint
CREATE UNIQUE INDEX "candidate_person" ON "aid"."candidate" USING btree ("programme_code","person_key");--> statement-breakpoint
CREATE INDEX "candidate_district" ON "aid"."candidate" USING btree ("programme_code","district","status");--> statement-breakpoint
CREATE INDEX "programme_draw_started" ON "aid"."programme_draw" USING btree ("started_at","id");