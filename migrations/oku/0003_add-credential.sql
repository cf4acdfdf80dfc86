CREATE TABLE "oku"."credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"list" integer NOT NULL,
	"place" integer NOT NULL,
	"claims" jsonb NOT NULL,
	"holder_key" jsonb NOT NULL,
	"seed" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "credential_place" ON "oku"."credential" USING btree ("list","place");--> statement-breakpoint
CREATE INDEX "credential_registration" ON "oku"."credential" USING btree ("registration_id","issued_at");