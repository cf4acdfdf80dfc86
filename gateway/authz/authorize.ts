import { type Decision, decide, type Rules, type Standing } from '@seisi/schema/decision/decide';
import { decisionKey } from '@seisi/schema/decision/decision-key';
import type { Denial } from '@seisi/schema/decision/denial';
import { explained } from '@seisi/schema/decision/explained';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { ceiling } from '@seisi/schema/viewer';
import type { DocumentNode } from 'graphql';
import QuickLRU from 'quick-lru';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';

const DECISIONS_KEPT = 200;

/** What is kept of a document, as long as the document itself is. */
type Kept = {
  readonly key: (variables: GraphRequest['variables']) => string;
  readonly decisions: QuickLRU<string, Decision>;
};

/** The operation without a name is that of undefined. */
type KeptByName = Map<string | undefined, Kept>;

/**
 * What of the operation may this viewer ask at all? Closed fields go before planning; a mutation is refused whole (access §5).
 * A decision is kept by everything that it depends on (access §9): document, operation, rights, conditions, and which classed inputs are given.
 */
export function authorize(rules: Rules): Phase {
  const kept = new WeakMap<DocumentNode, KeptByName>();
  return {
    name: 'authorize',
    run: (request) => {
      const { key, decisions } = keptOf(kept, rules, request);
      const place = `${rightsKey(request)} ${key(request.variables)}`;
      const asking = askingOf(request);
      const standing = standingOf(request);
      const decision = decisions.get(place) ?? decide(rules, asking, standing);
      decisions.set(place, decision);
      request.decision = decision;
      if (request.operation.operation === 'mutation') assertWhole(request, decision);
      if (request.asksDecisions) request.decisions = explained(rules, asking, standing, decision);
    },
  };
}

function askingOf({ document, operation, variables }: GraphRequest) {
  return { document, operationName: operation.name?.value, variables };
}

function standingOf({ caller: { viewer }, basis, areGroundsKnown }: GraphRequest): Standing {
  return { viewer, basis, areGroundsKnown };
}

function keptOf(
  kept: WeakMap<DocumentNode, KeptByName>,
  { access }: Rules,
  { document, operation }: GraphRequest,
): Kept {
  const name = operation.name?.value;
  const byName: KeptByName = kept.get(document) ?? new Map();
  kept.set(document, byName);
  const known = byName.get(name);
  if (known !== undefined) return known;
  const made = {
    key: decisionKey(access, document, name),
    decisions: new QuickLRU<string, Decision>({ maxSize: DECISIONS_KEPT }),
  };
  byName.set(name, made);
  return made;
}

/** All that a decision takes from who asks and on what ground, as one text. */
function rightsKey({ caller, basis, areGroundsKnown }: GraphRequest): string {
  const cut = basis.kind === 'NONE' ? undefined : basis.cut;
  // A viewer without scopes has none; whoever is no viewer has not even that.
  const scopes = caller.viewer?.scopes.toSorted();
  const open = [ceiling(basis), cut?.purpose, cut?.assurance];
  return JSON.stringify([areGroundsKnown, open, scopes]);
}

/** A mutation is decided before anything runs: on grounds that are known, and with nothing of it closed. */
function assertWhole({ areGroundsKnown }: GraphRequest, { denials: [first] }: Decision): void {
  if (!areGroundsKnown) throw new RegistryError('SOURCE_UNAVAILABLE', `${UNKNOWN_MESSAGE} Nothing was done.`);
  if (first !== undefined) throw refusedWhole(first);
}

function refusedWhole({ coordinate, dataClass, reason }: Denial): RegistryError {
  return new RegistryError(
    'UNAUTHORIZED_FIELD_OR_TYPE',
    `This ground does not open ${coordinate}; nothing was done.`,
    {
      coordinate,
      ...(dataClass === null ? {} : { class: dataClass }),
      reason,
    },
  );
}
