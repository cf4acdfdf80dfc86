CREATE TYPE "person"."identity_finding" AS ENUM('SAME', 'DIFFERENT');--> statement-breakpoint
CREATE TYPE "person"."identity_match_status" AS ENUM('OPEN', 'SAME_PROPOSED', 'SAME', 'DIFFERENT');--> statement-breakpoint
CREATE TABLE "person"."identity_due" (
	"person_key" uuid PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."identity_match_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"finding" "person"."identity_finding" NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"by_key" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."identity_match" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_key" uuid NOT NULL,
	"second_key" uuid NOT NULL,
	"weight" integer NOT NULL,
	"likeness" jsonb NOT NULL,
	"status" "person"."identity_match_status" NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identity_match_is_of_two" CHECK ("person"."identity_match"."first_key" < "person"."identity_match"."second_key")
);
--> statement-breakpoint
CREATE INDEX "identity_due_since" ON "person"."identity_due" USING btree ("since");--> statement-breakpoint
CREATE INDEX "identity_match_step_match" ON "person"."identity_match_step" USING btree ("match_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_match_pair" ON "person"."identity_match" USING btree ("first_key","second_key");--> statement-breakpoint
CREATE INDEX "identity_match_second" ON "person"."identity_match" USING btree ("second_key");--> statement-breakpoint
CREATE INDEX "identity_match_open" ON "person"."identity_match" USING btree ("weight","id") WHERE status in ('OPEN', 'SAME_PROPOSED');--> statement-breakpoint
-- Whoever is on the register before entries are compared is due once; a register that is filled afterwards, as an invented one is, is not.
INSERT INTO "person"."identity_due" ("person_key") SELECT "key" FROM "person"."person";
