ALTER TYPE "person"."person_field" ADD VALUE 'SKILLS' AFTER 'EMAIL';--> statement-breakpoint
ALTER TYPE "person"."person_field" ADD VALUE 'ILLNESSES' AFTER 'SKILLS';--> statement-breakpoint
ALTER TYPE "person"."person_field" ADD VALUE 'SAVINGS' AFTER 'ILLNESSES';