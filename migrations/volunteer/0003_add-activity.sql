CREATE TYPE "volunteer"."participation_status" AS ENUM('SIGNED_UP', 'WITHDRAWN', 'ATTENDED', 'ABSENT');--> statement-breakpoint
CREATE TABLE "volunteer"."activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"title" text NOT NULL,
	"interest" "volunteer"."volunteer_interest" NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"day" date NOT NULL,
	"place" text NOT NULL,
	"hours" integer NOT NULL,
	"capacity" integer NOT NULL,
	"cancelled_on" date,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer"."participation_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"participation_id" uuid NOT NULL,
	"to_status" "volunteer"."participation_status" NOT NULL,
	"hours" integer,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer"."participation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"volunteering_id" uuid NOT NULL,
	"status" "volunteer"."participation_status" NOT NULL,
	"hours" integer,
	"certificate_number" text,
	"signed_up_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "volunteer"."programme" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"organisation_code" text,
	"state" text NOT NULL,
	"closed_on" date,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "activity_day" ON "volunteer"."activity" USING btree ("day","id");--> statement-breakpoint
CREATE INDEX "activity_programme" ON "volunteer"."activity" USING btree ("programme_id","day");--> statement-breakpoint
CREATE INDEX "participation_step_participation" ON "volunteer"."participation_step" USING btree ("participation_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "participation_once" ON "volunteer"."participation" USING btree ("activity_id","volunteering_id");--> statement-breakpoint
CREATE UNIQUE INDEX "participation_certificate" ON "volunteer"."participation" USING btree ("certificate_number");--> statement-breakpoint
CREATE INDEX "participation_volunteering" ON "volunteer"."participation" USING btree ("volunteering_id","signed_up_at");