CREATE TABLE "aid"."change_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"report" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "change_report_review" ON "aid"."change_report" USING btree ("review_id","reported_at");