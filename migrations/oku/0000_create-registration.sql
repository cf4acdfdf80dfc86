CREATE SCHEMA "oku";
--> statement-breakpoint
CREATE TYPE "oku"."oku_category" AS ENUM('HEARING', 'VISUAL', 'SPEECH', 'PHYSICAL', 'LEARNING', 'MENTAL', 'MULTIPLE');--> statement-breakpoint
CREATE TYPE "oku"."registration_status" AS ENUM('UNDER_ASSESSMENT', 'REGISTERED', 'REFUSED', 'STRUCK_OFF');--> statement-breakpoint
CREATE TABLE "oku"."card" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"expires_on" date NOT NULL,
	"lost_on" date,
	"cancelled_on" date
);
--> statement-breakpoint
CREATE TABLE "oku"."registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_key" uuid NOT NULL,
	"status" "oku"."registration_status" NOT NULL,
	"number" text,
	"category" "oku"."oku_category",
	"category_since" date,
	"registered_on" date,
	"care_centre" text
);
--> statement-breakpoint
CREATE INDEX "card_registration" ON "oku"."card" USING btree ("registration_id","issued_on");--> statement-breakpoint
CREATE UNIQUE INDEX "registration_person" ON "oku"."registration" USING btree ("person_key");