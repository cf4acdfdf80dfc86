import { classOf } from '@seisi/schema/access/class-problem';
import type { ClassTable } from '@seisi/schema/access/class-table';
import type { Access } from '@seisi/schema/access/read';
import { type ClassSet, type DataClass, isDataClass, opens } from '@seisi/schema/classes';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { ceiling, reasonClosed } from '@seisi/schema/viewer';
import type { DocumentNode } from 'graphql';
import QuickLRU from 'quick-lru';
import type { ClosedPlace, Denial } from '../denial.ts';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import { authorizeOperation } from './authorize-operation.ts';
import { decisionKey } from './decision-key.ts';

const DECISIONS_KEPT = 200;

/** A decision about one operation for one set of rights. */
type Decision = {
  readonly filtered: DocumentNode | null;
  readonly denials: readonly Denial[];
  readonly closed: ClosedPlace;
};

/** What is kept of a document, as long as the document itself is. */
type Kept = {
  readonly key: (variables: GraphRequest['variables']) => string;
  readonly decisions: QuickLRU<string, Decision>;
};

/**
 * What of the operation may this viewer ask at all? Closed fields go before planning; a mutation is refused whole (access §5).
 * A decision is kept by everything that it depends on (access §9): document, operation, rights, conditions, and which classed inputs are given.
 */
export function authorize(access: Access, table: ClassTable): Phase {
  const kept = new WeakMap<DocumentNode, Map<string, Kept>>();
  return {
    name: 'authorize',
    run: (request) => {
      const { key, decisions } = keptOf(kept, access, request);
      const place = `${rightsKey(request)} ${key(request.variables)}`;
      const decision = decisions.get(place) ?? decide(access, table, request);
      decisions.set(place, decision);
      request.filtered = decision.filtered;
      request.denials = decision.denials;
      request.closed = decision.closed;
      if (request.operation.operation === 'mutation') assertWhole(request, decision);
    },
  };
}

function keptOf(
  kept: WeakMap<DocumentNode, Map<string, Kept>>,
  access: Access,
  { document, operation }: GraphRequest,
): Kept {
  const name = operation.name?.value;
  const byName = kept.get(document) ?? new Map<string, Kept>();
  kept.set(document, byName);
  const known = byName.get(name ?? '');
  if (known !== undefined) return known;
  const made = {
    key: decisionKey(access, document, name),
    decisions: new QuickLRU<string, Decision>({ maxSize: DECISIONS_KEPT }),
  };
  byName.set(name ?? '', made);
  return made;
}

function decide(access: Access, table: ClassTable, request: GraphRequest): Decision {
  const { document, denied, closed } = authorizeOperation(access, {
    document: request.document,
    operationName: request.operation.name?.value,
    variables: request.variables,
    rights: rightsOf(request),
  });
  const missing = { access, table, open: ceiling(request.basis) };
  const denials = denied.map(({ path, coordinate }): Denial => {
    const dataClass = missingClass(missing, coordinate);
    const reason = request.areGroundsKnown ? reasonClosed(request.basis, dataClass) : 'SOURCE_UNAVAILABLE';
    return { path, coordinate, dataClass, reason };
  });
  return { filtered: document, denials, closed };
}

/** All that `rightsOf` and the reasons are made of, as one text. */
function rightsKey({ caller, basis, areGroundsKnown }: GraphRequest): string {
  const cut = basis.kind === 'NONE' ? undefined : basis.cut;
  const scopes = [...(caller.viewer?.scopes ?? [])].sort();
  const open = [ceiling(basis), cut?.purpose, cut?.assurance];
  return JSON.stringify([caller.viewer !== null, areGroundsKnown, open, scopes]);
}

/** The rights of a request: its token's scopes, and the classes that its basis can open at the most. */
function rightsOf({ caller, basis }: GraphRequest) {
  const open = ceiling(basis);
  return {
    authenticated: caller.viewer !== null,
    scopes: new Set(caller.viewer?.scopes ?? []),
    policies: { has: (name: string) => isDataClass(name) && opens(open, name) },
  };
}

type Missing = { readonly access: Access; readonly table: ClassTable; readonly open: ClassSet };

/** The class for want of which a field is closed: its own, or that of the type it returns; null where only what is below it, or what it is given, is closed. */
function missingClass({ access, table, open }: Missing, coordinate: string): DataClass | null {
  const [type = '', field = ''] = coordinate.split('.');
  const own = table.field(type, field);
  const returned = access.types.get(access.fields.get(coordinate)?.type ?? '');
  const asked = [
    own.kind === 'class' ? own.dataClass : null,
    returned === undefined ? null : classOf(returned.requirement),
  ];
  return asked.find((name) => name !== null && !opens(open, name)) ?? null;
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
