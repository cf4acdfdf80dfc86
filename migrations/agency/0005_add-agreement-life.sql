CREATE TYPE "agency"."agreement_act" AS ENUM('CONCLUDE', 'SUSPEND', 'PROPOSE_CHANGE', 'DECLINE_CHANGE', 'CONFIRM_CHANGE', 'END');--> statement-breakpoint
CREATE TYPE "agency"."agreement_state" AS ENUM('IN_FORCE', 'SUSPENDED', 'ENDED');--> statement-breakpoint
CREATE TABLE "agency"."agreement_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"nth" integer NOT NULL,
	"act" "agency"."agreement_act" NOT NULL,
	"state" "agency"."agreement_state" NOT NULL,
	"by" text NOT NULL,
	"agency_code" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"terms" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agency"."agreement" ADD COLUMN "state" "agency"."agreement_state" DEFAULT 'IN_FORCE' NOT NULL;--> statement-breakpoint
ALTER TABLE "agency"."agreement" ADD COLUMN "pending" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_step_of" ON "agency"."agreement_step" USING btree ("number","nth");
