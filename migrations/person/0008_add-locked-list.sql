CREATE TABLE "person"."locked_list_row" (
	"list_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"household_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"sex" "person"."sex" NOT NULL,
	"marital_status" "person"."marital_status" NOT NULL,
	"poverty_status" "person"."poverty_status",
	"exit_reason" "person"."exit_reason",
	"income" bigint,
	"members" integer,
	"has_child" boolean NOT NULL,
	"has_unmarried_child" boolean NOT NULL,
	"is_husband_unable" boolean,
	CONSTRAINT "locked_list_row_list_id_place_pk" PRIMARY KEY("list_id","place")
);
--> statement-breakpoint
CREATE TABLE "person"."locked_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"as_of" date NOT NULL,
	"state" text,
	"sex" "person"."sex",
	"count" integer NOT NULL,
	"hash" text NOT NULL,
	"locked_by" text NOT NULL,
	"locked_at" timestamp (3) with time zone NOT NULL
);
