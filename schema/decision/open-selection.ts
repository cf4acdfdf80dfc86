import {
  type DirectiveNode,
  type FieldNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Asked, conditionOf } from './asked.ts';
import { narrow } from './collected.ts';
import type { Judge } from './judge.ts';
import { assemble, NOTHING, OpenFragments, onType, type Piece } from './open-fragment.ts';

/** What is left of a selection set; where nothing is, whether that is because something of it is closed. */
export type Open = { readonly selections: readonly SelectionNode[]; readonly closed: boolean };

type Pieces = { readonly pieces: readonly Piece[]; readonly closed: boolean };

const UNFINISHED: Open = { selections: [], closed: true };
const EXCLUDED: Pieces = { pieces: [], closed: false };
const CLOSED: Pieces = { pieces: [], closed: true };

/**
 * Rewrites selections so that nothing closed is fetched, whatever type an object turns out to have, and nothing open is lost. A field that
 * is open on some possible types only is fetched inside fragments on those. Each selection set is rewritten once for each set of types
 * that can stand there, and named fragments stay named, so that the outcome grows with the document and not with its expansion.
 * Conditions that this request has met are taken off, and what they exclude is left out.
 */
export class OpenSelections {
  readonly fragments: OpenFragments;
  readonly #asked: Asked;
  readonly #judge: Judge;
  readonly #idle: ReadonlySet<FieldNode>;
  readonly #known = new Map<SelectionSetNode, Map<string, Open>>();

  /** @param idle the fields that are fetched although nothing below them is: where the same response key is closed elsewhere, none is */
  constructor(asked: Asked, judge: Judge, idle: ReadonlySet<FieldNode>) {
    this.#asked = asked;
    this.#judge = judge;
    this.#idle = idle;
    this.fragments = new OpenFragments(asked.fragments.keys());
  }

  /** What is open of a selection set written on type `scope`, where the object can be one of these types. */
  rewrite(set: SelectionSetNode, scope: string, types: readonly string[]): Open {
    const key = `${scope} ${types}`;
    const byTypes = this.#known.get(set) ?? new Map<string, Open>();
    this.#known.set(set, byTypes);
    const known = byTypes.get(key);
    if (known !== undefined) return known;
    byTypes.set(key, UNFINISHED);
    const parts = set.selections.map((node) => this.#selection(node, scope, types));
    const selections = assemble(parts.flatMap(({ pieces }) => pieces));
    const open = { selections, closed: parts.some((part) => part.closed) };
    byTypes.set(key, open);
    return open;
  }

  #selection(node: SelectionNode, scope: string, types: readonly string[]): Pieces {
    const { included, directives } = conditionOf(node.directives, this.#asked);
    if (!included) return EXCLUDED;
    if (node.kind === Kind.FIELD) return this.#field(node, directives, scope, types);
    if (node.kind === Kind.INLINE_FRAGMENT) return this.#inline(node, directives, scope, types);
    return this.#spread(node, directives, types);
  }

  #field(
    node: FieldNode,
    directives: readonly DirectiveNode[],
    scope: string,
    types: readonly string[],
  ): Pieces {
    const open = types.filter(
      (type) => this.#judge.opens(type, node) && this.#below(node, type)?.selections.length !== 0,
    );
    if (open.length === 0) return CLOSED;
    const below = this.#below(node, scope)?.selections;
    // On the open types all below may be excluded by conditions, while on others it is closed.
    const selections = below?.length === 0 ? [NOTHING] : below;
    const left: FieldNode = {
      ...node,
      directives,
      ...(selections && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
    };
    const pieces =
      open.length === types.length
        ? [{ only: null, node: left }]
        : confinedTo(open, this.#confined(left, scope, open));
    return { pieces, closed: false };
  }

  /**
   * A field as it can stand in fragments on several types. Composite ones are written once and spread, for copies nested in one another would
   * multiply. Where a type returns it under another type (`String!` for `String`), it is still asked for as the scope has it: else the
   * fragments would not agree, and the operation would not be valid any more.
   */
  #confined(node: FieldNode, scope: string, types: readonly string[]): SelectionNode {
    if (node.selectionSet !== undefined && types.length > 1)
      return spreadOf(this.fragments.ofOurs(scope, node));
    const shape = this.#judge.shape(scope, node.name.value);
    return types.every((type) => this.#judge.shape(type, node.name.value) === shape)
      ? node
      : onType(scope, [node]);
  }

  /** What is open below a field of an object of this type; undefined for a leaf. */
  #below(node: FieldNode, type: string): Open | undefined {
    if (node.selectionSet === undefined) return undefined;
    const returned = this.#judge.returns(type, node.name.value) ?? '';
    const open = this.rewrite(node.selectionSet, returned, this.#judge.possible(returned));
    return this.#idle.has(node) ? somethingOf(open) : open;
  }

  #inline(
    node: InlineFragmentNode,
    directives: readonly DirectiveNode[],
    scope: string,
    types: readonly string[],
  ): Pieces {
    const condition = node.typeCondition?.name.value;
    const narrowed = narrow(types, condition, this.#judge);
    if (narrowed.length === 0) return EXCLUDED;
    const { selections, closed } = this.rewrite(node.selectionSet, condition ?? scope, narrowed);
    if (selections.length === 0) return closed ? CLOSED : EXCLUDED;
    const selectionSet = { ...node.selectionSet, selections };
    return { pieces: [{ only: null, node: { ...node, directives, selectionSet } }], closed };
  }

  #spread(node: FragmentSpreadNode, directives: readonly DirectiveNode[], types: readonly string[]): Pieces {
    const fragment = this.#asked.fragments.get(node.name.value);
    if (fragment === undefined) return CLOSED;
    const condition = fragment.typeCondition.name.value;
    const narrowed = narrow(types, condition, this.#judge);
    if (narrowed.length === 0) return EXCLUDED;
    const { selections, closed } = this.rewrite(fragment.selectionSet, condition, narrowed);
    if (selections.length === 0) return closed ? CLOSED : EXCLUDED;
    const name = this.fragments.ofClient(fragment, narrowed, selections);
    return {
      pieces: [{ only: null, node: { ...node, directives, name: { kind: Kind.NAME, value: name } } }],
      closed,
    };
  }
}

/** Where all that was asked below is excluded by its own conditions, the object itself is still asked for. */
export function somethingOf(open: Open): Open {
  return open.selections.length === 0 && !open.closed ? { ...open, selections: [NOTHING] } : open;
}

function confinedTo(types: readonly string[], node: SelectionNode): readonly Piece[] {
  return types.map((only) => ({ only, node }));
}

function spreadOf(name: string): FragmentSpreadNode {
  return { kind: Kind.FRAGMENT_SPREAD, name: { kind: Kind.NAME, value: name } };
}
