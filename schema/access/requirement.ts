/** What a type or a field asks of a viewer. In `scopes` and `policies` the outer list is OR, the inner is AND; an empty list asks nothing. */
export type Requirement = {
  readonly authenticated: boolean;
  readonly scopes: Alternatives;
  readonly policies: Alternatives;
};

export type Alternatives = readonly (readonly string[])[];

/** What a viewer holds. `scopes` and `policies` are anything that can say whether it has a name. */
export type Rights = {
  readonly authenticated: boolean;
  readonly scopes: { has(name: string): boolean };
  readonly policies: { has(name: string): boolean };
};

/** Asks nothing. */
export const NO_REQUIREMENT: Requirement = Object.freeze({ authenticated: false, scopes: [], policies: [] });

/** Beyond so many alternatives a conjunction is not multiplied out: it is an error, never a guess. */
const MOST_ALTERNATIVES = 1000;

/** Whether it asks for nothing at all. */
export function asksNothing(requirement: Requirement): boolean {
  return !requirement.authenticated && requirement.scopes.length === 0 && requirement.policies.length === 0;
}

/** Whether these rights hold it. */
export function holds(requirement: Requirement, rights: Rights): boolean {
  if (requirement.authenticated && !rights.authenticated) return false;
  return oneHolds(requirement.scopes, rights.scopes) && oneHolds(requirement.policies, rights.policies);
}

/** Both at once (AND). Throws where the alternatives multiply beyond reason. */
export function both(left: Requirement, right: Requirement): Requirement {
  if (asksNothing(left)) return right;
  if (asksNothing(right)) return left;
  return {
    authenticated: left.authenticated || right.authenticated,
    scopes: product(left.scopes, right.scopes),
    policies: product(left.policies, right.policies),
  };
}

/** Whether whoever holds `strong` also holds `weak`, whatever else they hold. Exact: there is no negation in either. */
export function implies(strong: Requirement, weak: Requirement): boolean {
  if (weak.authenticated && !strong.authenticated) return false;
  return covers(strong.scopes, weak.scopes) && covers(strong.policies, weak.policies);
}

function oneHolds(alternatives: Alternatives, names: { has(name: string): boolean }): boolean {
  return alternatives.length === 0 || alternatives.some((all) => all.every((name) => names.has(name)));
}

function covers(strong: Alternatives, weak: Alternatives): boolean {
  if (weak.length === 0) return true;
  return (
    strong.length > 0 && strong.every((all) => weak.some((some) => some.every((name) => all.includes(name))))
  );
}

function product(left: Alternatives, right: Alternatives): Alternatives {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  if (left.length * right.length > 10 * MOST_ALTERNATIVES) throw new Error(TOO_MANY);
  const all = left.flatMap((one) => right.map((other) => [...new Set([...one, ...other])].sort()));
  const least = withoutSupersets(all);
  if (least.length > MOST_ALTERNATIVES) throw new Error(TOO_MANY);
  return least;
}

/** (a) OR (a AND b) is (a). */
function withoutSupersets(alternatives: Alternatives): Alternatives {
  const kept: (readonly string[])[] = [];
  for (const all of alternatives.toSorted((one, other) => one.length - other.length)) {
    if (!kept.some((some) => some.every((name) => all.includes(name)))) kept.push(all);
  }
  return kept;
}

const TOO_MANY = `The access rules of this supergraph multiply to more than ${MOST_ALTERNATIVES} alternatives.`;
