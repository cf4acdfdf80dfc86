CREATE SCHEMA "person";
--> statement-breakpoint
CREATE TYPE "person"."assessment_test" AS ENUM('PER_HEAD', 'HOUSEHOLD', 'HOUSEHOLD_OR_PER_HEAD');--> statement-breakpoint
CREATE TYPE "person"."exit_reason" AS ENUM('NOT_POOR', 'INCOME_RISE');--> statement-breakpoint
CREATE TYPE "person"."poverty_status" AS ENUM('HARDCORE_POOR', 'POOR', 'EXITED');--> statement-breakpoint
CREATE TYPE "person"."ground_fact_kind" AS ENUM('POSTING', 'AGREEMENT', 'ACCEPTED_REFERRAL', 'SEAL', 'RELATIVE');--> statement-breakpoint
CREATE TYPE "person"."registration_status" AS ENUM('NEW', 'UNDER_CENSUS', 'CONFIRMED', 'REJECTED');--> statement-breakpoint
CREATE TYPE "person"."relation" AS ENUM('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'GRANDCHILD', 'SIBLING', 'OTHER_RELATIVE', 'NOT_RELATED');--> statement-breakpoint
CREATE TYPE "person"."strata" AS ENUM('URBAN', 'RURAL');--> statement-breakpoint
CREATE TYPE "person"."income_source" AS ENUM('WAGES', 'OWN_ACCOUNT', 'PROPERTY', 'TRANSFERS');--> statement-breakpoint
CREATE TYPE "person"."education_level" AS ENUM('NONE', 'PRIMARY', 'SECONDARY', 'TERTIARY');--> statement-breakpoint
CREATE TYPE "person"."employment_status" AS ENUM('EMPLOYED', 'SELF_EMPLOYED', 'UNEMPLOYED', 'NOT_IN_LABOUR_FORCE');--> statement-breakpoint
CREATE TYPE "person"."identity_number_kind" AS ENUM('MYKAD', 'MYKID', 'MYPR');--> statement-breakpoint
CREATE TYPE "person"."marital_status" AS ENUM('SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED');--> statement-breakpoint
CREATE TYPE "person"."sex" AS ENUM('FEMALE', 'MALE');--> statement-breakpoint
CREATE TYPE "person"."line_basis" AS ENUM('HOUSEHOLD', 'PER_HEAD');--> statement-breakpoint
CREATE TYPE "person"."line_kind" AS ENUM('POVERTY', 'FOOD');--> statement-breakpoint
CREATE TYPE "person"."line_provenance" AS ENUM('OFFICIAL', 'ESTIMATED');--> statement-breakpoint
CREATE TABLE "person"."district" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."state" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."assessment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"household_key" uuid NOT NULL,
	"assessed_on" date NOT NULL,
	"status" "person"."poverty_status" NOT NULL,
	"exit_reason" "person"."exit_reason",
	"test" "person"."assessment_test" NOT NULL,
	"basis_year" integer NOT NULL,
	"state" text NOT NULL,
	"strata" "person"."strata" NOT NULL,
	"total_monthly_income" bigint NOT NULL,
	"member_count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."ground_fact" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "person"."ground_fact_kind" NOT NULL,
	"holder" text,
	"other" text,
	"agency" text,
	"subject_key" uuid,
	"areas" text[] DEFAULT '{}' NOT NULL,
	"classes" text[] DEFAULT '{}' NOT NULL,
	"purposes" text[] DEFAULT '{}' NOT NULL,
	"legal_basis" text,
	"population" text,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."household" (
	"key" uuid PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"registration_number" text NOT NULL,
	"registration_status" "person"."registration_status" NOT NULL,
	"registered_on" date NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"strata" "person"."strata" NOT NULL,
	"address_line" text NOT NULL,
	"postcode" text NOT NULL,
	"head_key" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"household_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"relation_to_head" "person"."relation" NOT NULL,
	"since" date NOT NULL,
	"until" date
);
--> statement-breakpoint
CREATE TABLE "person"."income" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"source" "person"."income_source" NOT NULL,
	"monthly" bigint NOT NULL,
	"since" date NOT NULL,
	"until" date
);
--> statement-breakpoint
CREATE TABLE "person"."person" (
	"key" uuid PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"identity_number" text NOT NULL,
	"identity_number_kind" "person"."identity_number_kind" NOT NULL,
	"birth_date" date NOT NULL,
	"sex" "person"."sex" NOT NULL,
	"phone" text,
	"email" text,
	"marital_status" "person"."marital_status" NOT NULL,
	"education" "person"."education_level" NOT NULL,
	"employment" "person"."employment_status" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."poverty_line" (
	"code" text NOT NULL,
	"basis_year" integer NOT NULL,
	"state_code" text NOT NULL,
	"strata" "person"."strata",
	"kind" "person"."line_kind" NOT NULL,
	"basis" "person"."line_basis" NOT NULL,
	"amount" bigint NOT NULL,
	"provenance" "person"."line_provenance" NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "poverty_line_code_pk" PRIMARY KEY("code")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_household" ON "person"."assessment" USING btree ("household_key","assessed_on");--> statement-breakpoint
CREATE INDEX "ground_fact_holder" ON "person"."ground_fact" USING btree ("holder","kind");--> statement-breakpoint
CREATE INDEX "ground_fact_subject" ON "person"."ground_fact" USING btree ("subject_key","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "household_id" ON "person"."household" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "household_registration_number" ON "person"."household" USING btree ("registration_number");--> statement-breakpoint
CREATE INDEX "household_district" ON "person"."household" USING btree ("district","registration_number");--> statement-breakpoint
CREATE INDEX "household_state" ON "person"."household" USING btree ("state","registration_number");--> statement-breakpoint
CREATE INDEX "membership_household" ON "person"."membership" USING btree ("household_key","since");--> statement-breakpoint
CREATE INDEX "membership_person" ON "person"."membership" USING btree ("person_key","since");--> statement-breakpoint
CREATE INDEX "income_person" ON "person"."income" USING btree ("person_key","since");--> statement-breakpoint
CREATE UNIQUE INDEX "person_id" ON "person"."person" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_identity_number" ON "person"."person" USING btree ("identity_number");