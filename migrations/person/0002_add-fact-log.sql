CREATE TABLE "person"."fact_source" (
	"room" text PRIMARY KEY NOT NULL,
	"cursor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."ground_fact_change" (
	"version" bigserial PRIMARY KEY NOT NULL,
	"fact_id" text NOT NULL,
	"holder" text,
	"is_opening" boolean DEFAULT false NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "person"."ground_fact_version";--> statement-breakpoint
ALTER TABLE "person"."ground_fact" DROP COLUMN "version";--> statement-breakpoint
-- Runs as a transaction commits. The lock is held until the commit can be seen, so versions are seen in their order and none is missed.
CREATE FUNCTION "person"."log_ground_fact_change"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('person.ground_fact_change'));
	IF TG_OP = 'DELETE' THEN
		INSERT INTO person.ground_fact_change (fact_id, holder) VALUES (OLD.id, OLD.holder);
	ELSE
		-- A new seal or relative closes; any other new fact can only open.
		INSERT INTO person.ground_fact_change (fact_id, holder, is_opening)
			VALUES (NEW.id, NEW.holder, TG_OP = 'INSERT' AND NEW.kind::text NOT IN ('SEAL', 'RELATIVE'));
	END IF;
	PERFORM pg_notify('seisi_ground_fact', '');
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "ground_fact_change" AFTER INSERT OR UPDATE OR DELETE ON "person"."ground_fact"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "person"."log_ground_fact_change"();--> statement-breakpoint
-- Whom a change concerns is told by its holder: one that moved would be kept from the former one.
CREATE FUNCTION "person"."keep_ground_fact_holder"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
	RAISE EXCEPTION 'The kind and the holder of a ground fact never change: end it, and make another one.' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "ground_fact_holder_stays" BEFORE UPDATE ON "person"."ground_fact" FOR EACH ROW
	WHEN (OLD.kind IS DISTINCT FROM NEW.kind OR OLD.holder IS DISTINCT FROM NEW.holder OR OLD.id IS DISTINCT FROM NEW.id)
	EXECUTE FUNCTION "person"."keep_ground_fact_holder"();
