CREATE TYPE "person"."person_field" AS ENUM('MARITAL_STATUS', 'EDUCATION', 'EMPLOYMENT', 'PHONE', 'EMAIL');--> statement-breakpoint
CREATE TABLE "person"."recorded_value" (
	"person_key" uuid NOT NULL,
	"field" "person"."person_field" NOT NULL,
	"version" integer NOT NULL,
	"value" text,
	"since" date,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method",
	"recorded_at" timestamp (3) with time zone,
	"recorded_by" text,
	CONSTRAINT "recorded_value_person_key_field_version_pk" PRIMARY KEY("person_key","field","version"),
	CONSTRAINT "recorded_value_says_who_when_and_how" CHECK (case when "person"."recorded_value"."origin" = 'CARRIED_OVER'
        then "person"."recorded_value"."version" = 0 and num_nonnulls("person"."recorded_value"."since", "person"."recorded_value"."method", "person"."recorded_value"."recorded_at", "person"."recorded_value"."recorded_by") = 0
        else "person"."recorded_value"."version" > 0 and num_nulls("person"."recorded_value"."since", "person"."recorded_value"."method", "person"."recorded_value"."recorded_at", "person"."recorded_value"."recorded_by") = 0 end)
);
