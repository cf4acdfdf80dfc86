import type { DocumentNode } from 'graphql';
import { classOf } from '../access/class-problem.ts';
import type { ClassTable } from '../access/class-table.ts';
import type { Access } from '../access/read.ts';
import type { Rights } from '../access/requirement.ts';
import { type ClassSet, type DataClass, isDataClass, opens } from '../classes.ts';
import { type Basis, ceiling, reasonClosed, type Viewer } from '../viewer.ts';
import { authorizeOperation } from './authorize-operation.ts';
import type { ClosedPlace, Denial } from './denial.ts';

/** What a graph says of access, read once. */
export type Rules = { readonly access: Access; readonly table: ClassTable };

/** Who asks, and on what ground. */
export type Standing = {
  readonly viewer: Pick<Viewer, 'scopes'> | null;
  readonly basis: Basis;
  /** False where the register of grounds did not answer: then nobody knows why a field is closed. */
  readonly areGroundsKnown: boolean;
};

/** A valid document, and which of its operations is meant. */
export type Asking = {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Coerced, under the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/** What a ground opens of an operation at the most, whatever the rows say. */
export type Decision = {
  /** What may be fetched, in the client's names; null where nothing may. */
  readonly filtered: DocumentNode | null;
  /** What is left null, with the reason, in the order of the document. */
  readonly denials: readonly Denial[];
  readonly closed: ClosedPlace;
};

/**
 * The one decision about an operation on a ground (access §1): filtering, `explain` and `extensions.decisions` are views of it.
 * @throws OPERATION_RESOLUTION_FAILURE, OPERATION_TOO_LARGE
 */
export function decide({ access, table }: Rules, asking: Asking, standing: Standing): Decision {
  const { basis, areGroundsKnown } = standing;
  const { document, denied, closed } = authorizeOperation(access, { ...asking, rights: rightsOf(standing) });
  const missing = { access, table, open: ceiling(basis) };
  const denials = denied.map(({ path, coordinate }): Denial => {
    const dataClass = missingClass(missing, coordinate);
    const reason = areGroundsKnown ? reasonClosed(basis, dataClass) : 'SOURCE_UNAVAILABLE';
    return { path, coordinate, dataClass, reason };
  });
  return { filtered: document, denials, closed };
}

/** The rights of a request: its token's scopes, and the classes that its basis can open at the most. */
export function rightsOf({ viewer, basis }: Pick<Standing, 'viewer' | 'basis'>): Rights {
  const open = ceiling(basis);
  return {
    authenticated: viewer !== null,
    scopes: new Set(viewer?.scopes ?? []),
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
