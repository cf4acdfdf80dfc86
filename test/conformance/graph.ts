import { emptyPlacing } from './graph-place.ts';
import { distribute } from './graph-rules.ts';
import { makeField, randomTypes } from './graph-types.ts';
import type { GraphModel, RENAMED } from './model.ts';
import { Random } from './random.ts';
import { SUBGRAPH_NAMES } from './words.ts';

/** The hidden root field by which a gateway may be told the rights of a case; no subgraph is ever asked for it by a client. */
const FACTS_FIELD = 'basisFacts';

/** A random federated graph: two to four subgraphs. Whether they compose is for composition to say. */
export function randomGraph(seed: string): GraphModel {
  const random = new Random(seed);
  const subgraphs = random.some(SUBGRAPH_NAMES, random.between(2, 4));
  const types = randomTypes(random, subgraphs.length);
  distribute(types, random, subgraphs.length);
  const facts = { ...makeField(FACTS_FIELD, 'Int'), hidden: true };
  facts.at.set(random.below(subgraphs.length), emptyPlacing());
  types.query.fields.set(facts.name, facts);
  const renamed = random.chance(40);
  const local = (name: (typeof RENAMED)[number]) => (renamed && random.chance(60) ? `${name}Rule` : name);
  const directives = {
    authenticated: local('authenticated'),
    requiresScopes: local('requiresScopes'),
    policy: local('policy'),
    inaccessible: local('inaccessible'),
  };
  return { seed, subgraphs, directives, ...types };
}
