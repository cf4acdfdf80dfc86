CREATE TABLE "person"."recorded_membership" (
	"membership_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"household_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"relation_to_head" "person"."relation" NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method",
	"recorded_at" timestamp (3) with time zone,
	"recorded_by" text,
	CONSTRAINT "recorded_membership_membership_id_version_pk" PRIMARY KEY("membership_id","version"),
	CONSTRAINT "recorded_membership_ends_after_it_begins" CHECK ("person"."recorded_membership"."until" is null or "person"."recorded_membership"."until" >= "person"."recorded_membership"."since"),
	CONSTRAINT "recorded_membership_says_who_when_and_how" CHECK (case when "person"."recorded_membership"."origin" = 'CARRIED_OVER'
        then "person"."recorded_membership"."version" = 0 and num_nonnulls("person"."recorded_membership"."method", "person"."recorded_membership"."recorded_at", "person"."recorded_membership"."recorded_by") = 0
        else "person"."recorded_membership"."version" > 0 and num_nulls("person"."recorded_membership"."method", "person"."recorded_membership"."recorded_at", "person"."recorded_membership"."recorded_by") = 0 end)
);
--> statement-breakpoint
CREATE INDEX "recorded_membership_household" ON "person"."recorded_membership" USING btree ("household_key");