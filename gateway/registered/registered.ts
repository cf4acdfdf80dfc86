import { setImmediate as turn } from 'node:timers/promises';
import type { Rules, Standing } from '@seisi/schema/decision/decide';
import { RegistryError } from '@seisi/schema/errors';
import { type Footprint, footprintOf, isNarrower } from '@seisi/schema/operations/footprint';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import QuickLRU from 'quick-lru';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import { beyondAgreement, type FirstBeyond, firstBeyond, groundKey } from './fit.ts';
import type { RegisteredOperations, Registry } from './registry.ts';

/** Whether an operation that an agreement's client did not register, or that goes beyond the agreement, is answered all the same. */
export type RegisteredMode = 'LOG' | 'ENFORCE';

/** So many different ones are told of each agreement, or of each change of it: nobody fills the operator's log. */
const MOST_TOLD = 20;

type Settings = { readonly mode: RegisteredMode; readonly tell: (line: string) => void };

/**
 * Has the client of this agreement registered what it asks, or more, and does the agreement open it, whatever its conditions are? Whoever rests on no agreement registers nothing.
 * @throws OPERATION_NOT_REGISTERED, OPERATION_BEYOND_AGREEMENT where that is enforced
 */
export function registeredOperations(
  { schema, rules }: { readonly schema: GraphQLSchema; readonly rules: Rules },
  registry: Registry,
  settings: Settings,
): Phase {
  const kept = new WeakMap<OperationDefinitionNode, Footprint>();
  const tellOf = boundedTelling(settings.tell);
  const first = firstBeyond(rules);
  const onGround = watchFits(first, settings.tell);
  const footprint = ({ document, operation }: GraphRequest): Footprint => {
    const known = kept.get(operation) ?? footprintOf(schema, document, operation);
    kept.set(operation, known);
    return known;
  };
  const refuse = (agreement: string, error: RegistryError, line: string): void => {
    if (settings.mode === 'ENFORCE') throw error;
    tellOf(agreement, line);
  };
  return {
    name: 'registered',
    run: (request) => {
      const { basis, caller, areGroundsKnown } = request;
      if (basis.kind !== 'AGREEMENT') return;
      const { id } = basis;
      const standing = { viewer: caller.viewer, basis, areGroundsKnown };
      const own = registry.get(id);
      if (own !== undefined) onGround(id, own, standing, `${basis.purpose} ${caller.viewer?.assurance}`);
      const asked = footprint(request);
      if (!own?.operations.some((one) => isNarrower(asked, one.footprint)))
        return refuse(id, notRegistered(id), `An operation under ${id} is not registered, and was answered.`);
      const closed = first(request, standing);
      if (closed === null) return;
      const line = `An operation under ${id} asks ${closed.coordinate}, which it does not open (${closed.reason}); the rest was answered.`;
      refuse(id, beyondAgreement(id, closed), line);
    },
  };
}

function boundedTelling(tell: Settings['tell']): (agreement: string, line: string) => void {
  const told = new Map<string, number>();
  return (agreement, line) => {
    const count = told.get(agreement) ?? 0;
    told.set(agreement, count + 1);
    if (count < MOST_TOLD) tell(line);
  };
}

/** Agreements, each with its purposes and levels of assurance, whose ground is remembered. */
const MOST_WATCHED = 1_000;

type Seen = { readonly own: RegisteredOperations; readonly ground: string };

/**
 * Tells the operator which registered operations do not fit, when an agreement's facts or its manifest have changed: what it opens is known when its client asks, and every request
 * is judged by what it opens then. They are looked at one by one between requests.
 */
function watchFits(
  first: FirstBeyond,
  tell: Settings['tell'],
): (id: string, own: RegisteredOperations, standing: Standing, use: string) => void {
  const seen = new QuickLRU<string, Seen>({ maxSize: MOST_WATCHED });
  return (id, own, standing, use) => {
    const last = seen.get(`${id} ${use}`);
    const ground = groundKey(standing);
    if (last?.own === own && last.ground === ground) return;
    seen.set(`${id} ${use}`, { own, ground });
    void tellMisfits(id, own, (one) => first(one, standing)?.coordinate ?? null, tell);
  };
}

async function tellMisfits(
  agreement: string,
  { operations }: RegisteredOperations,
  beyondOf: (one: RegisteredOperations['operations'][number]) => string | null,
  tell: Settings['tell'],
): Promise<void> {
  let told = 0;
  for (const operation of operations) {
    await turn();
    const coordinate = placeBeyond(operation, beyondOf);
    if (coordinate === null) continue;
    told += 1;
    if (told <= MOST_TOLD)
      tell(
        `The operation ${operation.id} of ${agreement} asks ${coordinate}, which the agreement does not open now.`,
      );
  }
}

function placeBeyond<Operation>(
  operation: Operation,
  beyondOf: (one: Operation) => string | null,
): string | null {
  try {
    return beyondOf(operation);
  } catch {
    // One that is too large to be decided is refused when it is asked.
    return null;
  }
}

function notRegistered(agreement: string): RegistryError {
  return new RegistryError(
    'OPERATION_NOT_REGISTERED',
    `This operation, or one that asks more, is not registered for ${agreement}. Register it, or ask less.`,
  );
}
