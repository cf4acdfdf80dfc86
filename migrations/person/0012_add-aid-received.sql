CREATE TYPE "person"."aid_received_kind" AS ENUM('CASH', 'FOOD', 'HOUSING', 'EDUCATION', 'HEALTH', 'EQUIPMENT', 'TRAINING', 'OTHER');--> statement-breakpoint
CREATE TYPE "person"."aid_rhythm" AS ENUM('ONCE', 'MONTHLY');--> statement-breakpoint
CREATE TABLE "person"."aid_received" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"kind" "person"."aid_received_kind" NOT NULL,
	"programme" text NOT NULL,
	"rhythm" "person"."aid_rhythm" NOT NULL,
	"value" bigint,
	"is_in_income" boolean NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method" NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"struck_by" text,
	"struck_at" timestamp (3) with time zone,
	"struck_reason" text,
	CONSTRAINT "aid_received_ends_after_it_begins" CHECK ("person"."aid_received"."until" is null or "person"."aid_received"."until" > "person"."aid_received"."since"),
	CONSTRAINT "aid_received_once_has_no_end" CHECK ("person"."aid_received"."rhythm" = 'MONTHLY' or "person"."aid_received"."until" is null),
	CONSTRAINT "aid_received_says_who_struck" CHECK (num_nonnulls("person"."aid_received"."struck_by", "person"."aid_received"."struck_at", "person"."aid_received"."struck_reason") in (0, 3))
);
--> statement-breakpoint
CREATE INDEX "aid_received_person" ON "person"."aid_received" USING btree ("person_key","since");