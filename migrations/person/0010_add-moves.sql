CREATE TYPE "person"."move_kind" AS ENUM('INTO_HOUSEHOLD', 'LEFT', 'DIED');--> statement-breakpoint
CREATE TYPE "person"."move_status" AS ENUM('PROPOSED', 'CONFIRMED', 'WITHDRAWN');--> statement-breakpoint
ALTER TYPE "person"."person_field" ADD VALUE 'SKILLS' AFTER 'EMAIL';--> statement-breakpoint
ALTER TYPE "person"."person_field" ADD VALUE 'ILLNESSES' AFTER 'SKILLS';--> statement-breakpoint
ALTER TYPE "person"."person_field" ADD VALUE 'SAVINGS' AFTER 'ILLNESSES';--> statement-breakpoint
CREATE TABLE "person"."move" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "person"."move_kind" NOT NULL,
	"status" "person"."move_status" NOT NULL,
	"person_id" uuid NOT NULL,
	"household_id" uuid,
	"relation_to_head" "person"."relation",
	"since" date NOT NULL,
	"remaining" jsonb NOT NULL,
	"reason" text NOT NULL,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method" NOT NULL,
	"is_person_reached" boolean NOT NULL,
	"is_household_reached" boolean NOT NULL,
	"holds_protection" boolean NOT NULL,
	"is_sealed" boolean NOT NULL,
	"proposed_by" text NOT NULL,
	"proposer_key" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "move_says_whereto" CHECK (num_nonnulls("person"."move"."household_id", "person"."move"."relation_to_head") = case when "person"."move"."kind" = 'INTO_HOUSEHOLD' then 2 else 0 end),
	CONSTRAINT "move_is_confirmed_by_another" CHECK (case "person"."move"."status" when 'PROPOSED' then num_nonnulls("person"."move"."closed_by", "person"."move"."closed_at") = 0
        when 'CONFIRMED' then num_nulls("person"."move"."closed_by", "person"."move"."closed_at") = 0 and "person"."move"."closed_by" <> "person"."move"."proposed_by"
        else num_nulls("person"."move"."closed_by", "person"."move"."closed_at") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "person"."recorded_address" (
	"household_key" uuid NOT NULL,
	"version" integer NOT NULL,
	"address_line" text NOT NULL,
	"postcode" text NOT NULL,
	"district" text NOT NULL,
	"state" text NOT NULL,
	"strata" "person"."strata" NOT NULL,
	"since" date,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method",
	"recorded_at" timestamp (3) with time zone,
	"recorded_by" text,
	CONSTRAINT "recorded_address_household_key_version_pk" PRIMARY KEY("household_key","version"),
	CONSTRAINT "recorded_address_says_who_when_and_how" CHECK (case when "person"."recorded_address"."origin" = 'CARRIED_OVER'
        then "person"."recorded_address"."version" = 0 and num_nonnulls("person"."recorded_address"."since", "person"."recorded_address"."method", "person"."recorded_address"."recorded_at", "person"."recorded_address"."recorded_by") = 0
        else "person"."recorded_address"."version" > 0 and num_nulls("person"."recorded_address"."since", "person"."recorded_address"."method", "person"."recorded_address"."recorded_at", "person"."recorded_address"."recorded_by") = 0 end)
);
--> statement-breakpoint
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
CREATE TABLE "person"."relocation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" "person"."move_status" NOT NULL,
	"household_id" uuid NOT NULL,
	"address_line" text NOT NULL,
	"postcode" text NOT NULL,
	"district" text NOT NULL,
	"state" text NOT NULL,
	"strata" "person"."strata" NOT NULL,
	"since" date NOT NULL,
	"reason" text NOT NULL,
	"origin" "person"."value_origin" NOT NULL,
	"method" "person"."recording_method" NOT NULL,
	"is_household_reached" boolean NOT NULL,
	"is_area_reached" boolean NOT NULL,
	"holds_protection" boolean NOT NULL,
	"is_sealed" boolean NOT NULL,
	"proposed_by" text NOT NULL,
	"proposer_key" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "relocation_is_confirmed_by_another" CHECK (case "person"."relocation"."status" when 'PROPOSED' then num_nonnulls("person"."relocation"."closed_by", "person"."relocation"."closed_at") = 0
        when 'CONFIRMED' then num_nulls("person"."relocation"."closed_by", "person"."relocation"."closed_at") = 0 and "person"."relocation"."closed_by" <> "person"."relocation"."proposed_by"
        else num_nulls("person"."relocation"."closed_by", "person"."relocation"."closed_at") = 0 end)
);
--> statement-breakpoint
CREATE INDEX "move_waiting" ON "person"."move" USING btree ("proposed_at","id") WHERE "person"."move"."status" = 'PROPOSED';--> statement-breakpoint
CREATE INDEX "recorded_membership_household" ON "person"."recorded_membership" USING btree ("household_key");--> statement-breakpoint
CREATE INDEX "recorded_membership_person" ON "person"."recorded_membership" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "relocation_waiting" ON "person"."relocation" USING btree ("proposed_at","id") WHERE "person"."relocation"."status" = 'PROPOSED';