CREATE TYPE "agency"."fact_kind" AS ENUM('AGREEMENT', 'POSTING', 'ACCEPTED_REFERRAL');--> statement-breakpoint
CREATE TABLE "agency"."fact_event" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"kind" "agency"."fact_kind" NOT NULL,
	"row" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- Runs as a transaction commits. The lock is held until the commit can be seen, so numbers are seen in their order and a cursor skips none.
CREATE FUNCTION "agency"."log_fact_event"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
	changed jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('agency.fact_event'));
	INSERT INTO agency.fact_event (kind, "row") VALUES (TG_ARGV[0]::agency.fact_kind, changed ->> TG_ARGV[1]);
	PERFORM pg_notify('seisi_owned_fact', '');
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "agreement_fact" AFTER INSERT OR UPDATE OR DELETE ON "agency"."agreement"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "agency"."log_fact_event"('AGREEMENT', 'number');--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "posting_fact" AFTER INSERT OR UPDATE OR DELETE ON "agency"."posting"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "agency"."log_fact_event"('POSTING', 'id');--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "referral_fact" AFTER INSERT OR UPDATE OR DELETE ON "agency"."referral"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "agency"."log_fact_event"('ACCEPTED_REFERRAL', 'id');--> statement-breakpoint
-- An agreement, posting or referral keeps its key: under another one its fact would never be told to have ended.
CREATE FUNCTION "agency"."keep_fact_key"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
	RAISE EXCEPTION 'The key of an agreement, posting or referral never changes: end it, and make another one.' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "agreement_key_stays" BEFORE UPDATE ON "agency"."agreement" FOR EACH ROW
	WHEN (OLD.number IS DISTINCT FROM NEW.number) EXECUTE FUNCTION "agency"."keep_fact_key"();--> statement-breakpoint
CREATE TRIGGER "posting_key_stays" BEFORE UPDATE ON "agency"."posting" FOR EACH ROW
	WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION "agency"."keep_fact_key"();--> statement-breakpoint
CREATE TRIGGER "referral_key_stays" BEFORE UPDATE ON "agency"."referral" FOR EACH ROW
	WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION "agency"."keep_fact_key"();--> statement-breakpoint
-- What stood before there was a log.
INSERT INTO "agency"."fact_event" ("kind", "row")
	SELECT 'AGREEMENT'::"agency"."fact_kind", "number" FROM "agency"."agreement"
	UNION ALL SELECT 'POSTING', "id" FROM "agency"."posting"
	UNION ALL SELECT 'ACCEPTED_REFERRAL', "id"::text FROM "agency"."referral";
