CREATE TYPE "person"."recording_method" AS ENUM('FORM', 'COUNTER', 'VISIT', 'TRANSFER');--> statement-breakpoint
CREATE TYPE "person"."value_origin" AS ENUM('DECLARATION', 'CENSUS', 'OTHER_REGISTER', 'DOCUMENT', 'CARRIED_OVER');--> statement-breakpoint
CREATE TYPE "person"."person_field" AS ENUM('MARITAL_STATUS', 'EDUCATION', 'EMPLOYMENT', 'PHONE', 'EMAIL');--> statement-breakpoint
CREATE TYPE "person"."focus_group_level" AS ENUM('DISTRICT', 'STATE');--> statement-breakpoint
CREATE TYPE "person"."registration_act" AS ENUM('REGISTER', 'PASS_CRITERIA', 'FAIL_CRITERIA', 'CONFIRM_IN_FOCUS_GROUP', 'REJECT_IN_FOCUS_GROUP', 'CONFIRM_BY_CENSUS', 'REJECT_BY_CENSUS');--> statement-breakpoint
CREATE TYPE "person"."registration_channel" AS ENUM('ONLINE', 'DISTRICT_OFFICE', 'STATE_OFFICE');--> statement-breakpoint
CREATE TABLE "person"."locked_list_row" (
	"list_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"household_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"sex" "person"."sex" NOT NULL,
	"marital_status" "person"."marital_status" NOT NULL,
	"poverty_status" "person"."poverty_status",
	"exit_reason" "person"."exit_reason",
	"income" bigint,
	"members" integer,
	"has_child" boolean NOT NULL,
	"has_unmarried_child" boolean NOT NULL,
	"is_husband_unable" boolean,
	CONSTRAINT "locked_list_row_list_id_place_pk" PRIMARY KEY("list_id","place")
);
--> statement-breakpoint
CREATE TABLE "person"."locked_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"as_of" date NOT NULL,
	"state" text,
	"sex" "person"."sex",
	"count" integer NOT NULL,
	"hash" text NOT NULL,
	"locked_by" text NOT NULL,
	"locked_at" timestamp (3) with time zone NOT NULL
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
--> statement-breakpoint
CREATE TABLE "person"."registration_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "person"."registration_step_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"registration_id" uuid NOT NULL,
	"act" "person"."registration_act" NOT NULL,
	"to_status" "person"."registration_status" NOT NULL,
	"level" "person"."focus_group_level",
	"held_on" date,
	"reason" text,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"household_key" uuid NOT NULL,
	"head_key" uuid NOT NULL,
	"channel" "person"."registration_channel" NOT NULL,
	"status" "person"."registration_status" NOT NULL,
	"is_duplicate" boolean NOT NULL,
	"address_line" text NOT NULL,
	"postcode" text NOT NULL,
	"district" text NOT NULL,
	"strata" "person"."strata" NOT NULL,
	"declared_members" integer NOT NULL,
	"declared_income" bigint NOT NULL,
	"criteria" jsonb,
	"submitted_by" text NOT NULL,
	"submitted_on" date NOT NULL
);
--> statement-breakpoint
CREATE INDEX "recorded_income_person" ON "person"."recorded_income" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "registration_step_registration" ON "person"."registration_step" USING btree ("registration_id","place");--> statement-breakpoint
CREATE INDEX "registration_household" ON "person"."registration" USING btree ("household_key","submitted_on");--> statement-breakpoint
CREATE UNIQUE INDEX "registration_open" ON "person"."registration" USING btree ("household_key") WHERE "person"."registration"."status" in ('NEW', 'UNDER_CENSUS') and not "person"."registration"."is_duplicate";