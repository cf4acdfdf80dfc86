CREATE TYPE "aid"."programme_list_kind" AS ENUM('REGISTER', 'SCHEME', 'AGENCY');--> statement-breakpoint
CREATE TYPE "aid"."programme_outcome" AS ENUM('ELIGIBLE', 'FOCUS_GROUP', 'NOT_ELIGIBLE');--> statement-breakpoint
CREATE TABLE "aid"."programme_criterion" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"position" integer NOT NULL,
	"conditions" jsonb NOT NULL,
	"decision" text,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."programme_list" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"position" integer NOT NULL,
	"kind" "aid"."programme_list_kind" NOT NULL,
	"scheme_code" text,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."programme_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"phase" integer NOT NULL,
	"position" integer NOT NULL,
	"conditions" jsonb NOT NULL,
	"outcome" "aid"."programme_outcome" NOT NULL,
	"needs_registration" boolean NOT NULL,
	"decision" text,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."programme" (
	"code" text PRIMARY KEY NOT NULL,
	"state" text,
	"as_of" date NOT NULL,
	"amount" bigint NOT NULL,
	"account_days" integer NOT NULL,
	"claim_days" integer NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "programme_criterion_programme" ON "aid"."programme_criterion" USING btree ("programme_code","position");--> statement-breakpoint
CREATE INDEX "programme_list_programme" ON "aid"."programme_list" USING btree ("programme_code","position");--> statement-breakpoint
CREATE INDEX "programme_rule_programme" ON "aid"."programme_rule" USING btree ("programme_code","phase","position");