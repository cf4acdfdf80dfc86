import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { Target } from './load/load.ts';
import type { Order } from './order.ts';
import { householdIds, MISSING_HOUSEHOLD, officerToken, type Registry } from './registry.ts';
import { type StartedRooms, startGuardedRooms, startPlainRooms } from './rooms/start-rooms.ts';
import type { Variant } from './variants.ts';

/** A variant that runs. */
export type Started = {
  readonly variant: Variant;
  readonly child: Child;
  /** Every process that works for it. */
  readonly pids: readonly number[];
  readonly target: Target;
  /** When its own process was started, by `performance.now()`. */
  readonly forkedAt: number;
};

/** What every variant is asked. */
export type Questions = {
  readonly ids: readonly string[];
  /** The body for a household, in the variant's own words. */
  bodyOf(variant: Variant, id: string): string;
  readonly headers: Readonly<Record<string, string>>;
};

const PROFILE = readFileSync(join(import.meta.dirname, '../queries/household-profile.graphql'), 'utf8');
const HOUSEHOLDS_ASKED = 2_000;

/** The same households for every variant, and one that is not there. */
export async function questionsOf(registry: Registry): Promise<Questions> {
  const ids = [...(await householdIds(registry, HOUSEHOLDS_ASKED - 1)), MISSING_HOUSEHOLD];
  return {
    ids,
    bodyOf: ({ asks }, id) => JSON.stringify(asks === 'ID' ? { id } : { query: PROFILE, variables: { id } }),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${await officerToken(registry)}`,
    },
  };
}

/** Variants that run, with the rooms that they call. */
export type Lineup = { readonly started: readonly Started[]; close(): Promise<void> };

/** Starts variants, one after another; all of them stand until the run ends, and only one is asked at a time. */
export async function startVariants(
  variants: readonly Variant[],
  { home, adminUrl }: Registry,
  questions: Questions,
  workers: number,
): Promise<Lineup> {
  const order: Order = { home, adminUrl, rooms: {}, workers };
  const started: Started[] = [];
  const rooms = new Map<Variant['rooms'], StartedRooms>();
  const close = async (): Promise<void> => {
    await Promise.all(started.map(({ child }) => child.close()));
    for (const one of rooms.values()) await one.close();
  };
  try {
    for (const variant of variants) {
      if (variant.rooms !== undefined && !rooms.has(variant.rooms))
        rooms.set(variant.rooms, await START_ROOMS[variant.rooms](order));
      started.push(await startVariant(variant, order, rooms.get(variant.rooms), questions));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { started, close };
}

const START_ROOMS = { GUARDED: startGuardedRooms, PLAIN: startPlainRooms };

async function startVariant(
  variant: Variant,
  order: Order,
  rooms: StartedRooms | undefined,
  questions: Questions,
): Promise<Started> {
  const forkedAt = performance.now();
  const child = await startChild(variant.script, { ...order, rooms: rooms?.urls ?? {} });
  const target = {
    name: variant.name,
    url: child.url,
    headers: questions.headers,
    bodies: questions.ids.map((id) => questions.bodyOf(variant, id)),
  };
  return { variant, child, pids: [...child.pids, ...(rooms?.pids ?? [])], target, forkedAt };
}
