CREATE TYPE "receipt"."contest_act" AS ENUM('RAISE', 'EXTEND', 'EXPLAIN', 'UPHOLD');--> statement-breakpoint
CREATE TYPE "receipt"."contest_status" AS ENUM('RAISED', 'EXTENDED', 'EXPLAINED', 'UPHELD');--> statement-breakpoint
CREATE TABLE "receipt"."contest_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contest_id" uuid NOT NULL,
	"act" "receipt"."contest_act" NOT NULL,
	"text" text NOT NULL,
	"due_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	"input" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt"."contest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"leaf_index" bigint NOT NULL,
	"subject_key" uuid NOT NULL,
	"access" jsonb NOT NULL,
	"reason" text NOT NULL,
	"status" "receipt"."contest_status" NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "contest_step_contest" ON "receipt"."contest_step" USING btree ("contest_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "contest_step_key" ON "receipt"."contest_step" USING btree ("by","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "contest_entry" ON "receipt"."contest" USING btree ("person_key","leaf_index","subject_key");--> statement-breakpoint
CREATE INDEX "contest_person" ON "receipt"."contest" USING btree ("person_key","raised_at");--> statement-breakpoint
CREATE INDEX "contest_agency" ON "receipt"."contest" USING btree ("agency_code","raised_at");