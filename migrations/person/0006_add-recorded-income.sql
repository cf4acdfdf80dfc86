CREATE TYPE "person"."recording_method" AS ENUM('FORM', 'COUNTER', 'VISIT', 'TRANSFER');--> statement-breakpoint
CREATE TYPE "person"."value_origin" AS ENUM('DECLARATION', 'CENSUS', 'OTHER_REGISTER', 'DOCUMENT', 'CARRIED_OVER');--> statement-breakpoint
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
CREATE TABLE "person"."recorded_income" (
	"income_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"person_key" uuid NOT NULL,
	"source" "person"."income_source" NOT NULL,
	"monthly" bigint NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method",
	"recorded_at" timestamp (3) with time zone,
	"recorded_by" text,
	CONSTRAINT "recorded_income_income_id_version_pk" PRIMARY KEY("income_id","version"),
	CONSTRAINT "recorded_income_ends_after_it_begins" CHECK ("person"."recorded_income"."until" is null or "person"."recorded_income"."until" >= "person"."recorded_income"."since"),
	CONSTRAINT "recorded_income_says_who_when_and_how" CHECK (case when "person"."recorded_income"."origin" = 'CARRIED_OVER'
        then "person"."recorded_income"."version" = 0 and num_nonnulls("person"."recorded_income"."method", "person"."recorded_income"."recorded_at", "person"."recorded_income"."recorded_by") = 0
        else "person"."recorded_income"."version" > 0 and num_nulls("person"."recorded_income"."method", "person"."recorded_income"."recorded_at", "person"."recorded_income"."recorded_by") = 0 end)
);
--> statement-breakpoint
CREATE INDEX "recorded_income_person" ON "person"."recorded_income" USING btree ("person_key");