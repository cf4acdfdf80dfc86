CREATE TABLE "person"."agreement_subject" (
	"agreement" text NOT NULL,
	"day" date NOT NULL,
	"subject_key" uuid NOT NULL,
	CONSTRAINT "agreement_subject_agreement_day_subject_key_pk" PRIMARY KEY("agreement","day","subject_key")
);
--> statement-breakpoint
ALTER TABLE "person"."ground_fact" ADD COLUMN "daily_subjects" integer;--> statement-breakpoint
-- What was copied before says nothing of a budget: the owner is asked for all of it again.
DELETE FROM "person"."fact_source" WHERE "room" = 'agency';--> statement-breakpoint
-- Counts subjects about which an agreement is used on a day, in the order in which they are asked for and as far as its budget goes, and gives those that are
-- counted. Each statement within sees what was committed before it, so under the lock no two take the last place. Whoever is counted already takes no lock.
CREATE FUNCTION "person"."count_subjects"(of_agreement text, on_day date, budget integer, asked uuid[])
	RETURNS SETOF uuid LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog AS $$
DECLARE
	fresh uuid[] := ARRAY(
		SELECT wanted.key FROM unnest(asked) WITH ORDINALITY AS wanted(key, place)
		WHERE NOT EXISTS (SELECT 1 FROM person.agreement_subject AS known
			WHERE known.agreement = of_agreement AND known.day = on_day AND known.subject_key = wanted.key)
		ORDER BY wanted.place);
	used bigint;
BEGIN
	IF cardinality(fresh) > 0 THEN
		SELECT count(*) INTO used FROM person.agreement_subject AS known WHERE known.agreement = of_agreement AND known.day = on_day;
		IF used < budget THEN
			PERFORM pg_advisory_xact_lock(hashtext('person.agreement_subject'), hashtext(of_agreement));
			SELECT count(*) INTO used FROM person.agreement_subject AS known WHERE known.agreement = of_agreement AND known.day = on_day;
			INSERT INTO person.agreement_subject (agreement, day, subject_key)
				SELECT of_agreement, on_day, wanted.key FROM unnest(fresh) WITH ORDINALITY AS wanted(key, place)
				WHERE NOT EXISTS (SELECT 1 FROM person.agreement_subject AS known
					WHERE known.agreement = of_agreement AND known.day = on_day AND known.subject_key = wanted.key)
				ORDER BY wanted.place LIMIT greatest(budget - used, 0);
		END IF;
	END IF;
	RETURN QUERY SELECT known.subject_key FROM person.agreement_subject AS known
		WHERE known.agreement = of_agreement AND known.day = on_day AND known.subject_key = ANY (asked);
END $$;
