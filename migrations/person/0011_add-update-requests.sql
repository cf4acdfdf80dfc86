CREATE TYPE "person"."update_request_status" AS ENUM('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN');--> statement-breakpoint
ALTER TYPE "person"."notice_kind" ADD VALUE 'UPDATE_DECIDED' AFTER 'STATUS_ASKED';--> statement-breakpoint
CREATE TABLE "person"."update_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"status" "person"."update_request_status" NOT NULL,
	"statement" text NOT NULL,
	"since" date NOT NULL,
	"income_id" uuid,
	"source" "person"."income_source",
	"monthly" bigint,
	"until" date,
	"marital_status" "person"."marital_status",
	"education" "person"."education_level",
	"employment" "person"."employment_status",
	"phone" text,
	"email" text,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "update_request_asks_something" CHECK (num_nonnulls("person"."update_request"."source", "person"."update_request"."marital_status", "person"."update_request"."education", "person"."update_request"."employment", "person"."update_request"."phone", "person"."update_request"."email") > 0
        and num_nulls("person"."update_request"."source", "person"."update_request"."monthly") <> 1),
	CONSTRAINT "update_request_says_who_decided" CHECK (("person"."update_request"."status" = 'PENDING') = (num_nonnulls("person"."update_request"."decided_by", "person"."update_request"."decided_at") = 0))
);
--> statement-breakpoint
CREATE INDEX "update_request_person" ON "person"."update_request" USING btree ("person_key","asked_at");--> statement-breakpoint
CREATE INDEX "update_request_pending" ON "person"."update_request" USING btree ("asked_at","id") WHERE status = 'PENDING';