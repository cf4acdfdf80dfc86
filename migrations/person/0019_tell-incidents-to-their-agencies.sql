-- An incident has no holder: it serves the agencies that it names, and a change of it concerns their clients, not everybody who asks at that moment.
CREATE OR REPLACE FUNCTION "person"."log_ground_fact_change"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('person.ground_fact_change'));
	IF TG_OP = 'DELETE' AND OLD.kind::text = 'INCIDENT' THEN
		INSERT INTO person.ground_fact_change (fact_id, holder) SELECT OLD.id, named FROM unnest(OLD.agencies) AS named;
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO person.ground_fact_change (fact_id, holder) VALUES (OLD.id, OLD.holder);
	ELSIF TG_OP = 'UPDATE' AND NEW.kind::text = 'INCIDENT' THEN
		INSERT INTO person.ground_fact_change (fact_id, holder)
			SELECT NEW.id, named FROM (SELECT unnest(OLD.agencies) UNION SELECT unnest(NEW.agencies)) AS concerned (named);
	ELSE
		-- A new seal or relative closes; any other new fact can only open.
		INSERT INTO person.ground_fact_change (fact_id, holder, is_opening)
			VALUES (NEW.id, NEW.holder, TG_OP = 'INSERT' AND NEW.kind::text NOT IN ('SEAL', 'RELATIVE'));
	END IF;
	PERFORM pg_notify('seisi_ground_fact', '');
	RETURN NULL;
END $$;
