/** Makes a group of loaders when it is first asked for. */
export type Group = () => object;

type Joined<Groups extends readonly Group[]> = (
  ReturnType<Groups[number]> extends infer Each
    ? Each extends object
      ? (one: Each) => void
      : never
    : never
) extends (all: infer All) => void
  ? All
  : never;

/**
 * Puts groups of loaders together into one object, of which each is made when one of its loaders is first asked for: a request has a room's loaders made for
 * it and uses few of them. The groups of every call have the same names in the same order; they are learned from the first.
 * @throws Error where two groups have one name
 */
export function loaderGroups(): <Groups extends readonly Group[]>(...groups: Groups) => Joined<Groups> {
  let Kind: ReturnType<typeof kindOf> | null = null;
  return <Groups extends readonly Group[]>(...groups: Groups) => {
    Kind ??= kindOf(groups.map((make) => Object.keys(make())));
    return new Kind(groups) as Joined<Groups>;
  };
}

/** A group is made once, whoever asks. */
export function made<Loaders extends object>(make: () => Loaders): () => Loaders {
  let loaders: Loaders | null = null;
  return () => {
    loaders ??= make();
    return loaders;
  };
}

/** A class whose objects have each name as a getter. */
function kindOf(names: readonly (readonly string[])[]) {
  class Loaders {
    readonly #groups: readonly Group[];
    readonly #made: (Record<string, unknown> | undefined)[] = [];

    constructor(groups: readonly Group[]) {
      this.#groups = groups;
    }

    static read(loaders: Loaders, place: number, name: string): unknown {
      const known = loaders.#made[place];
      if (known !== undefined) return known[name];
      const group = loaders.#groups[place]?.() as Record<string, unknown>;
      loaders.#made[place] = group;
      return group[name];
    }
  }
  for (const [place, group] of names.entries())
    for (const name of group) {
      if (Object.hasOwn(Loaders.prototype, name)) throw new Error(`Two groups of loaders have ${name}.`);
      Object.defineProperty(Loaders.prototype, name, {
        get(this: Loaders) {
          return Loaders.read(this, place, name);
        },
      });
    }
  return Loaders;
}
