CREATE TYPE "agency"."agency_application_act" AS ENUM('APPLY', 'CHECK_NUMBER', 'CHECK_LETTER', 'ADMIT', 'REFUSE', 'WITHDRAW');--> statement-breakpoint
CREATE TYPE "agency"."agency_application_status" AS ENUM('APPLIED', 'NUMBER_CHECKED', 'LETTER_CHECKED', 'ADMITTED', 'REFUSED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "agency"."agency_act" AS ENUM('ADMIT', 'SUSPEND', 'PROPOSE_RESUMPTION', 'CONFIRM_RESUMPTION', 'PROPOSE_END', 'CONFIRM_END');--> statement-breakpoint
CREATE TYPE "agency"."posting_offer_status" AS ENUM('PROPOSED', 'SENT', 'ACCEPTED', 'WITHDRAWN');--> statement-breakpoint
CREATE TABLE "agency"."agency_application_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"act" "agency"."agency_application_act" NOT NULL,
	"to_status" "agency"."agency_application_status" NOT NULL,
	"by" text,
	"by_key" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "agency"."agency_application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"applicant_key" uuid NOT NULL,
	"status" "agency"."agency_application_status" NOT NULL,
	"name" text NOT NULL,
	"kind" "agency"."agency_kind" NOT NULL,
	"registration_scheme" "agency"."registration_scheme",
	"registration_number" text,
	"contact_email" text NOT NULL,
	"contact_phone" text NOT NULL,
	"letter_reference" text NOT NULL,
	"letter_date" date NOT NULL,
	"letter_sha256" text NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"agency_code" text
);
--> statement-breakpoint
CREATE TABLE "agency"."agency_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"nth" integer NOT NULL,
	"act" "agency"."agency_act" NOT NULL,
	"from_status" "agency"."agency_status",
	"to_status" "agency"."agency_status" NOT NULL,
	"by" text NOT NULL,
	"by_key" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "agency"."posting_offer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"officer" text NOT NULL,
	"status" "agency"."posting_offer_status" NOT NULL,
	"areas" text[] NOT NULL,
	"classes" text[] NOT NULL,
	"duties" "agency"."posting_duty"[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"phone" text NOT NULL,
	"for_key" uuid,
	"proposed_by" text NOT NULL,
	"proposer_key" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text,
	"confirmer_key" uuid,
	"code_hash" text,
	"code_until" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"posting_id" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "agency_application_step_of" ON "agency"."agency_application_step" USING btree ("application_id","nth");--> statement-breakpoint
CREATE UNIQUE INDEX "agency_application_reference" ON "agency"."agency_application" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "agency_application_applied" ON "agency"."agency_application" USING btree ("applied_at","id");--> statement-breakpoint
CREATE INDEX "agency_application_applicant" ON "agency"."agency_application" USING btree ("applicant_key","applied_at");--> statement-breakpoint
CREATE UNIQUE INDEX "agency_step_of" ON "agency"."agency_step" USING btree ("agency_code","nth");--> statement-breakpoint
CREATE UNIQUE INDEX "posting_offer_officer" ON "agency"."posting_offer" USING btree ("officer");--> statement-breakpoint
CREATE INDEX "posting_offer_agency" ON "agency"."posting_offer" USING btree ("agency_code","proposed_at");--> statement-breakpoint
-- by hand
-- An agreement or posting is a fact while its agency takes part: where that changes, each of them is told anew.
CREATE FUNCTION "agency"."log_agency_facts"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
	changed text := CASE WHEN TG_OP = 'DELETE' THEN OLD.code ELSE NEW.code END;
BEGIN
	-- Held until the commit can be seen; what others concluded meanwhile is seen by the next statement, or tells of itself after this.
	PERFORM pg_advisory_xact_lock(hashtext('agency.fact_event'));
	INSERT INTO agency.fact_event (kind, "row")
		SELECT 'AGREEMENT'::agency.fact_kind, number FROM agency.agreement WHERE agency_code = changed
		UNION ALL SELECT 'POSTING', id FROM agency.posting WHERE agency_code = changed;
	PERFORM pg_notify('seisi_owned_fact', '');
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "agency_facts" AFTER INSERT OR DELETE ON "agency"."agency"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "agency"."log_agency_facts"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "agency_status_facts" AFTER UPDATE ON "agency"."agency"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
	EXECUTE FUNCTION "agency"."log_agency_facts"();--> statement-breakpoint
CREATE TRIGGER "agency_key_stays" BEFORE UPDATE ON "agency"."agency" FOR EACH ROW
	WHEN (OLD.code IS DISTINCT FROM NEW.code) EXECUTE FUNCTION "agency"."keep_fact_key"();
