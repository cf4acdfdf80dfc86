CREATE TYPE "pass"."renewal_status" AS ENUM('DRAFT', 'SUBMITTED', 'INCOMPLETE', 'CHECKED', 'AWAITING_PAYMENT', 'APPROVED', 'ISSUED', 'REJECTED', 'CANCELLED');--> statement-breakpoint
CREATE TABLE "pass"."act" (
	"by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"name" text NOT NULL,
	"input" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_by_idempotency_key_pk" PRIMARY KEY("by","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "pass"."document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"of_id" uuid NOT NULL,
	"person_key" uuid,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"hash" text,
	"size" integer,
	"media_type" text,
	"by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"stored_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "pass"."notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"about_id" uuid NOT NULL,
	"person_key" uuid,
	"event" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"day" date,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "pass"."outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"about" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "pass"."renewal_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"renewal_id" uuid NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "pass"."renewal_check_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"condition" text NOT NULL,
	"answer" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pass"."renewal_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"renewal_id" uuid NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "pass"."renewal_step_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"act" text NOT NULL,
	"to_status" "pass"."renewal_status" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "pass"."renewal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"work_pass_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"status" "pass"."renewal_status" NOT NULL,
	"passport_expires_on" date NOT NULL,
	"medical_on" date NOT NULL,
	"phone" text,
	"email" text,
	"language" text DEFAULT 'MS' NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"levy_sen" bigint,
	"levy_reference" text,
	"levy_paid_on" date,
	"new_pass_id" uuid
);
--> statement-breakpoint
CREATE INDEX "document_of" ON "pass"."document" USING btree ("of_id","requested_at");--> statement-breakpoint
CREATE INDEX "notice_about" ON "pass"."notice" USING btree ("about_id","at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "pass"."outbox" USING btree ("at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "pass"."outbox" USING btree ("about");--> statement-breakpoint
CREATE INDEX "renewal_check_renewal" ON "pass"."renewal_check" USING btree ("renewal_id","at");--> statement-breakpoint
CREATE INDEX "renewal_step_renewal" ON "pass"."renewal_step" USING btree ("renewal_id","place");--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_reference" ON "pass"."renewal" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_open" ON "pass"."renewal" USING btree ("work_pass_id") WHERE status not in ('ISSUED', 'REJECTED', 'CANCELLED');--> statement-breakpoint
CREATE INDEX "renewal_person" ON "pass"."renewal" USING btree ("person_key","started_at");--> statement-breakpoint
CREATE INDEX "renewal_submitted" ON "pass"."renewal" USING btree ("submitted_at","id");--> statement-breakpoint
CREATE INDEX "renewal_status_submitted" ON "pass"."renewal" USING btree ("status","submitted_at","id");