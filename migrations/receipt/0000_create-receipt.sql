CREATE SCHEMA "receipt";
--> statement-breakpoint
CREATE TABLE "receipt"."conflict" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"fault" text NOT NULL,
	"series" uuid NOT NULL,
	"number_in_series" bigint NOT NULL,
	"id" uuid NOT NULL,
	"leaf" text NOT NULL,
	"parts" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt"."entry" (
	"leaf_index" bigint NOT NULL,
	"position" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"subject_type" text NOT NULL,
	"subject_key" text NOT NULL,
	"classes" integer NOT NULL,
	"salt" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "entry_leaf_index_position_at_pk" PRIMARY KEY("leaf_index","position","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "receipt"."gap" (
	"series" uuid NOT NULL,
	"first_number" bigint NOT NULL,
	"last_number" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "gap_series_first_number_pk" PRIMARY KEY("series","first_number")
);
--> statement-breakpoint
CREATE TABLE "receipt"."header" (
	"leaf_index" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"viewer_kind" text NOT NULL,
	"viewer_id" text NOT NULL,
	"classes" integer NOT NULL,
	"salt" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "header_leaf_index_at_pk" PRIMARY KEY("leaf_index","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "receipt"."incoming" (
	"series" uuid NOT NULL,
	"number" bigint NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"leaf" text NOT NULL,
	"parts" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt"."leaf" (
	"index" bigint PRIMARY KEY NOT NULL,
	"series" uuid NOT NULL,
	"number" bigint NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"agency" text,
	"purpose" text,
	"hash" "bytea" NOT NULL,
	"leaf" text NOT NULL,
	CONSTRAINT "leaf_number" UNIQUE("series","number"),
	CONSTRAINT "leaf_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "receipt"."retired_month" (
	"month" date PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt"."series" (
	"series" uuid PRIMARY KEY NOT NULL,
	"last_number" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt"."checkpoint" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt"."tile" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "tile_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE INDEX "entry_subject" ON "receipt"."entry" USING btree ("subject_key","leaf_index");--> statement-breakpoint
CREATE INDEX "incoming_number" ON "receipt"."incoming" USING btree ("series","number");--> statement-breakpoint
CREATE INDEX "leaf_agency" ON "receipt"."leaf" USING btree ("agency","index") WHERE agency is not null;--> statement-breakpoint
CREATE INDEX "leaf_purpose" ON "receipt"."leaf" USING btree ("purpose","index") WHERE purpose is not null;--> statement-breakpoint
CREATE INDEX "leaf_at" ON "receipt"."leaf" USING brin ("at");--> statement-breakpoint
-- A receipt of a large household is some kilobytes: on the way through it is neither compressed nor cut into pieces.
ALTER TABLE "receipt"."incoming" SET (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);--> statement-breakpoint
ALTER TABLE "receipt"."incoming" ALTER COLUMN "parts" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Hashes do not compress.
ALTER TABLE "receipt"."tile" ALTER COLUMN "hashes" SET STORAGE EXTERNAL;--> statement-breakpoint
-- The sequencer's role makes no table: it calls this before the first receipt of a month. Attached, not made as a partition, so that nobody who reads or writes waits.
CREATE FUNCTION "receipt"."make_month"(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' AS $$
DECLARE
	first date := date_trunc('month', day)::date;
	parent text;
	part text;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('receipt.make_month'));
	FOREACH parent IN ARRAY ARRAY['header', 'entry'] LOOP
		part := parent || to_char(first, '_YYYY_MM');
		IF to_regclass(format('receipt.%I', part)) IS NULL THEN
			EXECUTE format('CREATE TABLE receipt.%I (LIKE receipt.%I INCLUDING DEFAULTS INCLUDING STORAGE) WITH (toast_tuple_target = 8160)', part, parent);
			EXECUTE format('ALTER TABLE receipt.%I ATTACH PARTITION receipt.%I FOR VALUES FROM (%L) TO (%L)',
				parent, part, first || ' 00:00+00', (first + interval '1 month')::date || ' 00:00+00');
		END IF;
	END LOOP;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "receipt"."make_month"(date) FROM PUBLIC;
