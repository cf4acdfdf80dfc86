CREATE TABLE "person"."derived_answer" (
	"agreement" text NOT NULL,
	"subject_key" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	"request" text NOT NULL,
	CONSTRAINT "derived_answer_agreement_subject_key_day_pk" PRIMARY KEY("agreement","subject_key","day")
);
