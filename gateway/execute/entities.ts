import type { Represent } from './represent.ts';
import type { Rewrite } from './rewrite.ts';
import { isAlike, type Tree } from './tree.ts';

/** What a room is asked about, each entity once, and the objects that each answer is for. */
export type EntitiesToAsk = {
  readonly representations: readonly Tree[];
  readonly askers: readonly (readonly Tree[])[];
};

/** Compiles how the entities of a fetch are named. Objects of which the same would be sent are asked for together (a grant is the same only if it is one object). */
export function entitiesToAsk(
  represent: Represent,
  rewrite: Rewrite | null,
): (targets: readonly Tree[]) => EntitiesToAsk {
  return (targets) => {
    const gathered = new Gathered();
    for (const target of targets) {
      const representation = represent(target);
      if (representation === null) continue;
      rewrite?.(representation);
      gathered.add(target, representation);
    }
    return gathered;
  };
}

class Gathered implements EntitiesToAsk {
  readonly representations: Tree[] = [];
  readonly askers: Tree[][] = [];
  /** Where representations of one mark are. */
  readonly #places = new Map<unknown, number[]>();

  add(asker: Tree, representation: Tree): void {
    const mark = markOf(representation);
    const places = this.#places.get(mark) ?? [];
    const same = places.find((place) => isAlike(this.representations[place], representation));
    if (same !== undefined) return void this.askers[same]?.push(asker);
    places.push(this.askers.length);
    this.#places.set(mark, places);
    this.representations.push(representation);
    this.askers.push([asker]);
  }
}

/** A value that alike representations share and few others have: the first beside the type that is neither object nor list, mostly the key. */
function markOf(one: Tree): unknown {
  for (const key of Object.keys(one)) {
    const value = one[key];
    if (key !== '__typename' && typeof value !== 'object') return value;
  }
  return undefined;
}
