CREATE TYPE "aid"."candidate_clock_kind" AS ENUM('ACCOUNT', 'CLAIM');--> statement-breakpoint
CREATE TYPE "aid"."letter_event" AS ENUM('BY_EFT', 'ACCOUNT_WANTED', 'AT_COUNTER', 'UNCLAIMED');--> statement-breakpoint
CREATE TYPE "aid"."recipient_list_status" AS ENUM('FINALISED', 'FUNDED');--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'FINALISE' AFTER 'DECLINE';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'ANNOUNCE' AFTER 'FINALISE';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'SEND_BY_EFT' AFTER 'ANNOUNCE';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'ASK_FOR_ACCOUNT' AFTER 'SEND_BY_EFT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'CHECK_ACCOUNT' AFTER 'ASK_FOR_ACCOUNT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'MISS_ACCOUNT' AFTER 'CHECK_ACCOUNT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'CHOOSE_COUNTER' AFTER 'MISS_ACCOUNT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'PAY_BY_EFT' AFTER 'CHOOSE_COUNTER';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'COME_BACK' AFTER 'PAY_BY_EFT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'PAY_IN_CASH' AFTER 'COME_BACK';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'MISS_CLAIM' AFTER 'PAY_IN_CASH';--> statement-breakpoint
ALTER TYPE "aid"."candidate_act" ADD VALUE 'RETURN' AFTER 'MISS_CLAIM';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'FINALISED' AFTER 'NOT_ELIGIBLE';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'ANNOUNCED' AFTER 'FINALISED';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'AWAITING_ACCOUNT' AFTER 'ANNOUNCED';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'READY_EFT' AFTER 'AWAITING_ACCOUNT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'READY_CASH' AFTER 'READY_EFT';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'PAID' AFTER 'READY_CASH';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'UNCLAIMED' AFTER 'PAID';--> statement-breakpoint
ALTER TYPE "aid"."candidate_status" ADD VALUE 'RETURNED' AFTER 'UNCLAIMED';--> statement-breakpoint
CREATE TABLE "aid"."agency_list_row" (
	"list_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"person_key" uuid,
	"state" text,
	"district" text,
	CONSTRAINT "agency_list_row_list_id_line_pk" PRIMARY KEY("list_id","line")
);
--> statement-breakpoint
CREATE TABLE "aid"."agency_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"name" text NOT NULL,
	"rows" integer NOT NULL,
	"matched" integer NOT NULL,
	"imported_by" text NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."candidate_clock" (
	"id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"kind" "aid"."candidate_clock_kind" NOT NULL,
	"days" integer NOT NULL,
	"started_on" date NOT NULL,
	"due_on" date NOT NULL,
	"ended_on" date,
	"outcome" "aid"."clock_outcome"
);
--> statement-breakpoint
CREATE TABLE "aid"."counter_payment" (
	"candidate_id" uuid PRIMARY KEY NOT NULL,
	"receipt_number" integer NOT NULL,
	"amount" bigint NOT NULL,
	"paid_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aid"."recipient_letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"event" "aid"."letter_event" NOT NULL,
	"channel" "aid"."notice_channel" NOT NULL,
	"language" "aid"."notice_language" NOT NULL,
	"written_on" date NOT NULL,
	"due_on" date,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "aid"."recipient_announcement" (
	"list_id" uuid NOT NULL,
	"district" text NOT NULL,
	"letter_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recipient_announcement_list_id_district_pk" PRIMARY KEY("list_id","district")
);
--> statement-breakpoint
CREATE TABLE "aid"."recipient_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_code" text NOT NULL,
	"phase" integer NOT NULL,
	"status" "aid"."recipient_list_status" NOT NULL,
	"amount" bigint NOT NULL,
	"recipients" integer NOT NULL,
	"hash" text NOT NULL,
	"finalised_by" text NOT NULL,
	"finalised_at" timestamp (3) with time zone NOT NULL,
	"funded_by" text,
	"funded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "aid"."treasurer_return" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"district" text NOT NULL,
	"recipients" integer NOT NULL,
	"total" bigint NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
-- No version reads the award of a line but where it joins it.
-- squawk-ignore ban-drop-not-null
ALTER TABLE "aid"."payment_line" ALTER COLUMN "award_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "aid"."candidate" ADD COLUMN "list_id" uuid;--> statement-breakpoint
ALTER TABLE "aid"."candidate" ADD COLUMN "paid_on" date;--> statement-breakpoint
ALTER TABLE "aid"."payment_line" ADD COLUMN "candidate_id" uuid;--> statement-breakpoint
CREATE INDEX "agency_list_programme" ON "aid"."agency_list" USING btree ("programme_code","imported_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "candidate_clock_running" ON "aid"."candidate_clock" USING btree ("candidate_id") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "candidate_clock_due" ON "aid"."candidate_clock" USING btree ("due_on","id") WHERE ended_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "counter_payment_receipt" ON "aid"."counter_payment" USING btree ("receipt_number");--> statement-breakpoint
CREATE INDEX "recipient_letter_candidate" ON "aid"."recipient_letter" USING btree ("candidate_id","at");--> statement-breakpoint
CREATE INDEX "recipient_list_finalised" ON "aid"."recipient_list" USING btree ("finalised_at","id");--> statement-breakpoint
CREATE INDEX "treasurer_return_list" ON "aid"."treasurer_return" USING btree ("list_id","at");