CREATE TYPE "agency"."incident_act" AS ENUM('REPORT', 'DISMISS', 'ACTIVATE', 'PROPOSE_EXTENSION', 'CONFIRM_EXTENSION', 'COORDINATE', 'HAND_OVER', 'TAKE_OVER', 'RECOVER', 'STAND_DOWN');--> statement-breakpoint
CREATE TYPE "agency"."incident_kind" AS ENUM('FLOOD', 'FIRE', 'LANDSLIDE', 'STORM', 'DISEASE', 'OTHER');--> statement-breakpoint
CREATE TYPE "agency"."incident_status" AS ENUM('REPORTED', 'DISMISSED', 'ACTIVE', 'COORDINATING', 'RECOVERY', 'CLOSED');--> statement-breakpoint
ALTER TYPE "agency"."fact_kind" ADD VALUE 'INCIDENT' AFTER 'ACCEPTED_REFERRAL';--> statement-breakpoint
CREATE TABLE "agency"."incident_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"nth" integer NOT NULL,
	"act" "agency"."incident_act" NOT NULL,
	"from_status" "agency"."incident_status",
	"to_status" "agency"."incident_status" NOT NULL,
	"by" text NOT NULL,
	"agency_code" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "agency"."incident" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "agency"."incident_kind" NOT NULL,
	"status" "agency"."incident_status" NOT NULL,
	"title" text NOT NULL,
	"areas" text[] NOT NULL,
	"agencies" text[] NOT NULL,
	"lead_agency" text NOT NULL,
	"handed_to" text,
	"hours" integer NOT NULL,
	"reported_by" text NOT NULL,
	"reporter_key" uuid NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"activated_by" text,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"more_hours" integer,
	"more_by" text,
	"more_key" uuid
);
--> statement-breakpoint
CREATE UNIQUE INDEX "incident_step_of" ON "agency"."incident_step" USING btree ("incident_id","nth");--> statement-breakpoint
CREATE INDEX "incident_reported" ON "agency"."incident" USING btree ("reported_at","id");--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "incident_fact" AFTER INSERT OR UPDATE OR DELETE ON "agency"."incident"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "agency"."log_fact_event"('INCIDENT', 'id');--> statement-breakpoint
CREATE TRIGGER "incident_key_stays" BEFORE UPDATE ON "agency"."incident" FOR EACH ROW
	WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION "agency"."keep_fact_key"();
