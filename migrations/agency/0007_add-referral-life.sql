CREATE TYPE "agency"."referral_act" AS ENUM('SEND', 'ACCEPT', 'RETURN', 'BEGIN', 'COMPLETE', 'CLOSE', 'ESCALATE', 'SEND_ON');--> statement-breakpoint
CREATE TYPE "agency"."referral_reason" AS ENUM('WRONG_AGENCY', 'OUT_OF_AREA', 'NO_CAPACITY', 'HELP_REFUSED', 'NOT_FOUND_THERE', 'NO_LONGER_NEEDED', 'NOT_IN_TIME', 'DANGER');--> statement-breakpoint
CREATE TYPE "agency"."referral_urgency" AS ENUM('ROUTINE', 'URGENT', 'EMERGENCY');--> statement-breakpoint
ALTER TYPE "agency"."referral_status" ADD VALUE 'ESCALATED' AFTER 'CLOSED';--> statement-breakpoint
CREATE TABLE "agency"."referral_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"referral_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"act" "agency"."referral_act" NOT NULL,
	"from_status" "agency"."referral_status",
	"to_status" "agency"."referral_status" NOT NULL,
	"by" text NOT NULL,
	"agency_code" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" "agency"."referral_reason"
);
--> statement-breakpoint
ALTER TABLE "agency"."referral" ADD COLUMN "classes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agency"."referral" ADD COLUMN "urgency" "agency"."referral_urgency" DEFAULT 'ROUTINE' NOT NULL;--> statement-breakpoint
ALTER TABLE "agency"."referral" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "agency"."referral" ADD COLUMN "onward_id" uuid;--> statement-breakpoint
ALTER TABLE "agency"."referral" ADD COLUMN "overdue_told_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "referral_step_of" ON "agency"."referral_step" USING btree ("referral_id","nth");--> statement-breakpoint
-- What was sent before minimum sets were kept opened whatever its receiver's agreement opens, and still does.
UPDATE "agency"."referral" SET "classes" = '{register,area,identity.masked,identity,contact,kinship.count,kinship,education,employment,income.band,income,assets,poverty.status,poverty,health,disability.fact,disability,aid,aid.note,payment,volunteering,pass}'
	WHERE "status" IN ('SENT', 'ACCEPTED', 'IN_ACTION');
