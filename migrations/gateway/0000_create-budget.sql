CREATE SCHEMA "gateway";
--> statement-breakpoint
-- What clients may still ask, for all processes and gateways together. Unlogged: after a crash of the server every budget is full.
-- A budget is the moment from which it is full again; one that is full needs no row. An account is a hash: nobody is named here.
CREATE UNLOGGED TABLE "gateway"."budget" (
	"account" text PRIMARY KEY NOT NULL,
	"full_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
-- Charges to each account what was admitted already, whatever there is, and what is wanted if there is as much. Accounts come sorted, so that no two calls wait for one another.
CREATE FUNCTION "gateway"."settle_budgets"("accounts" text[], "capacities" float8[], "rates" float8[], "owed" float8[], "wanted" float8[])
RETURNS TABLE ("is_granted" boolean, "available" float8)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
	kept timestamptz;
	moment timestamptz;
	used float8;
begin
	for place in 1 .. coalesce(array_length(accounts, 1), 0) loop
		insert into gateway.budget as b (account, full_at) values (accounts[place], '-infinity')
			on conflict (account) do update set full_at = b.full_at
			returning full_at into kept;
		moment := clock_timestamp();
		used := greatest(0, owed[place] + case when kept > moment then extract(epoch from kept - moment) * rates[place] else 0 end);
		is_granted := used + wanted[place] <= capacities[place];
		if is_granted then
			used := used + wanted[place];
		end if;
		update gateway.budget set full_at = moment + make_interval(secs => used / rates[place]) where account = accounts[place];
		available := capacities[place] - used;
		return next;
	end loop;
end
$$;
--> statement-breakpoint
-- Those that others are at stay until the next time.
CREATE FUNCTION "gateway"."forget_full_budgets"() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
	delete from gateway.budget where account in (
		select account from gateway.budget where full_at < clock_timestamp() for update skip locked)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "gateway"."settle_budgets"(text[], float8[], float8[], float8[], float8[]) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "gateway"."forget_full_budgets"() FROM PUBLIC;
