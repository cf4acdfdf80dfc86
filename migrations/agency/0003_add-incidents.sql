CREATE TYPE "agency"."incident_kind" AS ENUM('FLOOD', 'FIRE', 'LANDSLIDE', 'STORM', 'DISEASE', 'OTHER');--> statement-breakpoint
CREATE TYPE "agency"."incident_status" AS ENUM('REPORTED', 'DISMISSED', 'ACTIVE', 'COORDINATING', 'RECOVERY', 'CLOSED');--> statement-breakpoint
ALTER TYPE "agency"."fact_kind" ADD VALUE 'INCIDENT' AFTER 'ACCEPTED_REFERRAL';--> statement-breakpoint
CREATE TABLE "agency"."incident" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "agency"."incident_kind" NOT NULL,
	"status" "agency"."incident_status" NOT NULL,
	"title" text NOT NULL,
	"areas" text[] NOT NULL,
	"agencies" text[] NOT NULL,
	"lead_agency" text NOT NULL,
	"reported_by" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"activated_by" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "incident_fact" AFTER INSERT OR UPDATE OR DELETE ON "agency"."incident"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "agency"."log_fact_event"('INCIDENT', 'id');--> statement-breakpoint
CREATE TRIGGER "incident_key_stays" BEFORE UPDATE ON "agency"."incident" FOR EACH ROW
	WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION "agency"."keep_fact_key"();
