CREATE TYPE "aid"."found_fact" AS ENUM('AGE', 'ALIVE', 'CITIZENSHIP', 'INCOME');--> statement-breakpoint
CREATE TABLE "aid"."finding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "aid"."finding_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"application_id" uuid NOT NULL,
	"fact" "aid"."found_fact" NOT NULL,
	"birth_date" date,
	"alive" boolean,
	"citizen" boolean,
	"income" bigint,
	"against" jsonb,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "finding_is_of_its_fact" CHECK (("aid"."finding"."birth_date" is not null) = ("aid"."finding"."fact" = 'AGE') and ("aid"."finding"."alive" is not null) = ("aid"."finding"."fact" = 'ALIVE')
        and ("aid"."finding"."citizen" is not null) = ("aid"."finding"."fact" = 'CITIZENSHIP') and ("aid"."finding"."income" is not null) = ("aid"."finding"."fact" = 'INCOME'))
);
--> statement-breakpoint
CREATE INDEX "finding_application" ON "aid"."finding" USING btree ("application_id","place");