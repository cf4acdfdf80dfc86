CREATE SCHEMA "agency";
--> statement-breakpoint
CREATE TYPE "agency"."agency_kind" AS ENUM('FEDERAL', 'STATE', 'HOSPITAL', 'NGO');--> statement-breakpoint
CREATE TYPE "agency"."agency_status" AS ENUM('ACTIVE', 'SUSPENDED', 'ENDED');--> statement-breakpoint
CREATE TYPE "agency"."registration_scheme" AS ENUM('SSM', 'ROS');--> statement-breakpoint
CREATE TYPE "agency"."legal_basis" AS ENUM('ACT_864', 'AGREEMENT', 'CONSENT', 'EMERGENCY', 'STATUTORY_DUTY');--> statement-breakpoint
CREATE TYPE "agency"."population" AS ENUM('ALL', 'REFERRED');--> statement-breakpoint
CREATE TYPE "agency"."purpose" AS ENUM('SERVICE_DELIVERY', 'LIFE_HEALTH_SAFETY', 'PUBLIC_EMERGENCY', 'PUBLIC_INTEREST');--> statement-breakpoint
CREATE TYPE "agency"."referral_need" AS ENUM('FOOD', 'SHELTER', 'HEALTH', 'COUNSELLING');--> statement-breakpoint
CREATE TYPE "agency"."referral_status" AS ENUM('SENT', 'ACCEPTED', 'RETURNED', 'IN_ACTION', 'COMPLETED', 'CLOSED');--> statement-breakpoint
CREATE TABLE "agency"."agency" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" "agency"."agency_kind" NOT NULL,
	"registration_scheme" "agency"."registration_scheme",
	"registration_number" text,
	"status" "agency"."agency_status" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agency"."agreement" (
	"number" text PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"legal_basis" "agency"."legal_basis" NOT NULL,
	"purposes" "agency"."purpose"[] NOT NULL,
	"classes" text[] NOT NULL,
	"areas" text[] NOT NULL,
	"population" "agency"."population" NOT NULL,
	"daily_subjects" integer NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date
);
--> statement-breakpoint
CREATE TABLE "agency"."posting" (
	"id" text PRIMARY KEY NOT NULL,
	"officer" text NOT NULL,
	"person_key" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"areas" text[] NOT NULL,
	"classes" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date
);
--> statement-breakpoint
CREATE TABLE "agency"."referral" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"household_key" uuid,
	"person_key" uuid,
	"from_agency" text NOT NULL,
	"to_agency" text NOT NULL,
	"need" "agency"."referral_need" NOT NULL,
	"status" "agency"."referral_status" NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "referral_one_subject" CHECK (num_nonnulls("agency"."referral"."household_key", "agency"."referral"."person_key") = 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "referral_reference" ON "agency"."referral" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "referral_household" ON "agency"."referral" USING btree ("household_key","sent_at");--> statement-breakpoint
CREATE INDEX "referral_person" ON "agency"."referral" USING btree ("person_key","sent_at");--> statement-breakpoint
CREATE INDEX "referral_to" ON "agency"."referral" USING btree ("to_agency","sent_at");--> statement-breakpoint
CREATE INDEX "referral_from" ON "agency"."referral" USING btree ("from_agency","sent_at");