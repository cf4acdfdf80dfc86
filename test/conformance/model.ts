import type { Rule } from './rule.ts';

/** A reference to a type with at most one list around it, as fields bear it. */
export type TypeReference = {
  readonly name: string;
  readonly list: boolean;
  readonly nonNull: boolean;
  /** Of a list: whether its items are non-null. */
  readonly itemNonNull: boolean;
};

/** An argument; `type` and `default` are SDL. */
export type ArgumentModel = { readonly name: string; readonly type: string; readonly default: string | null };

/** How one subgraph defines a field. */
export type Placing = {
  external: boolean;
  /** A selection, as `@requires` and `@provides` write it. */
  requires: string | null;
  provides: string | null;
  rule: Rule;
};

/** One field of the whole graph, and where it stands. */
export type FieldModel = {
  readonly name: string;
  type: TypeReference;
  readonly args: readonly ArgumentModel[];
  readonly hidden: boolean;
  /** Several subgraphs may resolve it. */
  shared: boolean;
  /** By the index of the subgraph. */
  readonly at: Map<number, Placing>;
};

/** How one subgraph defines an object type: the keys by which it resolves it, and the rule it writes on it. */
export type TypePlacing = { readonly keys: readonly (readonly string[])[]; rule: Rule };

/** An object type: an entity where it has keys, else a value type, which every subgraph that knows it defines whole. */
export type ObjectModel = {
  readonly name: string;
  readonly keys: readonly (readonly string[])[];
  readonly fields: Map<string, FieldModel>;
  readonly at: Map<number, TypePlacing>;
};

/** An interface. Its fields are fields of all its implementors. */
export type FaceModel = {
  readonly name: string;
  /** An implementor may return something narrower. */
  readonly fields: ReadonlyMap<string, Pick<FieldModel, 'type' | 'args'>>;
  readonly implementors: readonly string[];
  /** The interfaces that it implements itself: whoever implements it implements these. */
  readonly parents: readonly string[];
  readonly at: Set<number>;
  /** Where it is resolved by a key, and where it is known as one object only (`@interfaceObject`); null for most. */
  readonly object: { readonly keyedAt: number; readonly objectAt: number } | null;
  /** The fields that the `@interfaceObject` adds to every implementor. */
  readonly objectFields: Map<string, FieldModel>;
};

export type UnionModel = {
  readonly name: string;
  readonly members: readonly string[];
  readonly at: Set<number>;
};

/** A scalar, or an enum with its values. */
export type LeafModel = {
  readonly name: string;
  readonly values: readonly string[] | null;
  readonly at: Map<number, Rule>;
};

/** The directives whose local names a graph may choose. */
export const RENAMED = ['authenticated', 'requiresScopes', 'policy', 'inaccessible'] as const;

/** A whole graph with its distribution over subgraphs: the one truth from which SDL, data and oracle are made. */
export type GraphModel = {
  readonly seed: string;
  readonly subgraphs: readonly string[];
  readonly directives: Readonly<Record<(typeof RENAMED)[number], string>>;
  readonly query: ObjectModel;
  readonly objects: ReadonlyMap<string, ObjectModel>;
  readonly faces: ReadonlyMap<string, FaceModel>;
  readonly unions: ReadonlyMap<string, UnionModel>;
  readonly leaves: ReadonlyMap<string, LeafModel>;
};

/** The object types that a type can be at run time; none for a leaf. */
export function possibleTypes(graph: GraphModel, name: string): readonly string[] {
  if (graph.objects.has(name) || name === 'Query') return [name];
  return graph.faces.get(name)?.implementors ?? graph.unions.get(name)?.members ?? [];
}

/** A field of an object type, with those that `@interfaceObject`s add. */
export function fieldOf(graph: GraphModel, type: string, field: string): FieldModel | undefined {
  const own = objectOf(graph, type)?.fields.get(field);
  if (own !== undefined) return own;
  return facesOf(graph, type)
    .find((face) => face.objectFields.has(field))
    ?.objectFields.get(field);
}

/** An object type by name, `Query` too. */
export function objectOf(graph: GraphModel, name: string): ObjectModel | undefined {
  return name === 'Query' ? graph.query : graph.objects.get(name);
}

/** The interfaces of an object type. */
export function facesOf(graph: GraphModel, type: string): readonly FaceModel[] {
  return [...graph.faces.values()].filter((face) => face.implementors.includes(type));
}

/** The fields of an interface as one subgraph can write them: those that all its implementors resolve there. */
export function faceFieldsAt(graph: GraphModel, face: FaceModel, subgraph: number): readonly string[] {
  return [...face.fields.keys()].filter((name) =>
    face.implementors.every((type) => {
      const placing = graph.objects.get(type)?.fields.get(name)?.at.get(subgraph);
      return placing !== undefined && !placing.external;
    }),
  );
}

/** The rule of an object type, field or leaf type in the whole graph: all that any subgraph writes on it. */
export function ruleOf(at: ReadonlyMap<number, { readonly rule: Rule } | Rule>): Rule {
  return [...at.values()].flatMap((placing) => ('rule' in placing ? placing.rule : placing));
}
