CREATE TYPE "volunteer"."case_status" AS ENUM('OPEN', 'OFFERED', 'MATCHED', 'CLOSED');--> statement-breakpoint
ALTER TYPE "volunteer"."assignment_status" ADD VALUE 'VOLUNTEER_AGREED' BEFORE 'ACCEPTED';--> statement-breakpoint
ALTER TYPE "volunteer"."assignment_status" ADD VALUE 'PERSON_AGREED' BEFORE 'ACCEPTED';--> statement-breakpoint
ALTER TYPE "volunteer"."assignment_status" ADD VALUE 'DECLINED' BEFORE 'DONE';--> statement-breakpoint
ALTER TYPE "volunteer"."assignment_status" ADD VALUE 'ENDED' BEFORE 'DONE';--> statement-breakpoint
CREATE TABLE "volunteer"."case_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"act" text NOT NULL,
	"to_status" "volunteer"."case_status" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "volunteer"."help_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"status" "volunteer"."case_status" NOT NULL,
	"interest" "volunteer"."volunteer_interest" NOT NULL,
	"task" text NOT NULL,
	"starts_on" date NOT NULL,
	"hours" integer NOT NULL,
	"district" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer"."match" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"offered_by" text NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"volunteer_words" text,
	"person_words" text,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "case_step_case" ON "volunteer"."case_step" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "help_case_person" ON "volunteer"."help_case" USING btree ("person_key","opened_at");--> statement-breakpoint
CREATE INDEX "help_case_opened" ON "volunteer"."help_case" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "help_case_status" ON "volunteer"."help_case" USING btree ("status","opened_at","id");--> statement-breakpoint
CREATE INDEX "match_case" ON "volunteer"."match" USING btree ("case_id","offered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "match_live" ON "volunteer"."match" USING btree ("case_id") WHERE "volunteer"."match"."ended_at" is null;