CREATE TYPE "person"."article_topic" AS ENUM('REGISTRATION', 'POVERTY_STATUS', 'AID', 'OWN_ENTRY');--> statement-breakpoint
CREATE TABLE "person"."article" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"topic" "person"."article_topic" NOT NULL,
	"title_ms" text NOT NULL,
	"title_en" text NOT NULL,
	"body_ms" text NOT NULL,
	"body_en" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"source" text NOT NULL,
	CONSTRAINT "article_ends_after_it_began" CHECK ("person"."article"."ends_on" >= "person"."article"."starts_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "article_version" ON "person"."article" USING btree ("code","version");--> statement-breakpoint
CREATE UNIQUE INDEX "article_starts" ON "person"."article" USING btree ("code","starts_on");