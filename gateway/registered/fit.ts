import type { Rules, Standing } from '@seisi/schema/decision/decide';
import type { Denial } from '@seisi/schema/decision/denial';
import { RegistryError } from '@seisi/schema/errors';
import { beyond } from '@seisi/schema/operations/beyond';
import { ceiling } from '@seisi/schema/viewer';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import QuickLRU from 'quick-lru';

type Read = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };

/** So many grounds are remembered of one operation. */
const GROUNDS_KEPT = 16;

/** The first thing that an operation asks beyond a ground; null where it fits. Kept as long as the operation, by all that it depends on. */
export type FirstBeyond = (read: Read, standing: Standing) => Denial | null;

/** Makes a memory of what goes beyond which ground. */
export function firstBeyond(rules: Rules): FirstBeyond {
  const kept = new WeakMap<OperationDefinitionNode, QuickLRU<string, { readonly first: Denial | null }>>();
  return (read, standing) => {
    const byGround = kept.get(read.operation) ?? new QuickLRU({ maxSize: GROUNDS_KEPT });
    kept.set(read.operation, byGround);
    const key = groundKey(standing);
    const known = byGround.get(key) ?? { first: beyond(rules, read, standing)[0] ?? null };
    byGround.set(key, known);
    return known.first;
  };
}

/** What a ground opens, and what took the rest away, as one text. */
export function groundKey({ viewer, basis }: Standing): string {
  const cut = basis.kind === 'NONE' ? undefined : basis.cut;
  return JSON.stringify([ceiling(basis), cut?.purpose, cut?.assurance, viewer?.scopes.toSorted()]);
}

/** An operation that was registered and does not fit its agreement (any more). */
export function beyondAgreement(agreement: string, { coordinate, dataClass, reason }: Denial): RegistryError {
  return new RegistryError(
    'OPERATION_BEYOND_AGREEMENT',
    `This operation asks ${coordinate}, which ${agreement} does not open now; nothing of it was answered.`,
    { coordinate, ...(dataClass === null ? {} : { class: dataClass }), reason },
  );
}
