import type { Access } from '@seisi/schema/access/read';
import { rightsOf, type Standing } from '@seisi/schema/decision/decide';
import { viewsOf } from '@seisi/schema/view/view';
import { ceiling } from '@seisi/schema/viewer';
import type { GraphQLSchema } from 'graphql';
import QuickLRU from 'quick-lru';

/** The view of a graph that a viewer has on a ground; null where nothing can be asked. One object for all who have the same (access §9). */
export type Views = (standing: Pick<Standing, 'viewer' | 'basis'>) => GraphQLSchema | null;

/** As many grounds as a registry has kinds of agreements; the rest are made anew. */
const VIEWS_KEPT = 64;

/** Views, kept by all that they depend on: whether somebody asks, the classes of the ground, and those scopes that the graph knows. They go with their graph. */
export function keptViews({
  access,
  apiSchema,
}: {
  readonly access: Access;
  readonly apiSchema: GraphQLSchema;
}): Views {
  const make = viewsOf(access, apiSchema);
  const scopes = scopesOf(access);
  const kept = new QuickLRU<string, { readonly view: GraphQLSchema | null }>({ maxSize: VIEWS_KEPT });
  return ({ viewer, basis }) => {
    const held = [...new Set(viewer?.scopes)].filter((scope) => scopes.has(scope)).toSorted();
    const key = JSON.stringify([viewer !== null, ceiling(basis), held]);
    const known = kept.get(key) ?? { view: make(rightsOf({ viewer, basis })) };
    kept.set(key, known);
    return known.view;
  };
}

/** A token may hold any scopes: those that no rule names make no other view. */
function scopesOf({ types, fields }: Access): ReadonlySet<string> {
  return new Set(
    [...types.values(), ...fields.values()].flatMap(({ requirement }) => requirement.scopes.flat()),
  );
}
