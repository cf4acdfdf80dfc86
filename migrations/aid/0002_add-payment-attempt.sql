ALTER TABLE "aid"."payment_line" ADD COLUMN "attempt" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "aid"."payment_return" ADD COLUMN "attempt" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- No version that served wrote a line or a return: both tables are empty.
-- squawk-ignore constraint-missing-not-valid, disallowed-unique-constraint, adding-serial-primary-key-field
ALTER TABLE "aid"."payment_line" DROP CONSTRAINT "payment_line_pkey", ADD CONSTRAINT "payment_line_payment_id_attempt_pk" PRIMARY KEY("payment_id","attempt");--> statement-breakpoint
-- No version that served wrote a line or a return: both tables are empty.
-- squawk-ignore constraint-missing-not-valid, disallowed-unique-constraint, adding-serial-primary-key-field
ALTER TABLE "aid"."payment_return" DROP CONSTRAINT "payment_return_pkey", ADD CONSTRAINT "payment_return_payment_id_attempt_pk" PRIMARY KEY("payment_id","attempt");
