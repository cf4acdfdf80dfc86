import type { Random } from './random.ts';

/** One access directive as it stands on an element. In `anyOf` the outer list is OR, the inner is AND. */
export type Clause =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'requiresScopes' | 'policy'; readonly anyOf: readonly (readonly string[])[] };

/** All that an element asks: every clause must hold, also those that different subgraphs write on it. */
export type Rule = readonly Clause[];

/** What the asker of one case holds. Nobody who is not authenticated holds anything. */
export type CaseRights = {
  readonly authenticated: boolean;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
};

/** The scopes and policies that random graphs ask for. A gateway may give policies a meaning of its own: these are data classes of ours. */
export const SCOPES = ['read:a', 'read:b', 'audit'] as const;
export const POLICIES = ['income', 'aid', 'health', 'kinship'] as const;

/** Whether a rule holds: the whole of the oracle's knowledge of access. */
export function ruleHolds(rule: Rule, rights: CaseRights): boolean {
  return rule.every((clause) => {
    if (clause.kind === 'authenticated') return rights.authenticated;
    const held: readonly string[] = clause.kind === 'policy' ? rights.policies : rights.scopes;
    return clause.anyOf.some((all) => all.every((name) => held.includes(name)));
  });
}

/** One random clause. */
export function randomClause(random: Random): Clause {
  const kind = random.pick(['authenticated', 'requiresScopes', 'policy', 'policy', 'policy'] as const);
  if (kind === 'authenticated') return { kind };
  const names = random.shuffled<string>(kind === 'policy' ? POLICIES : SCOPES);
  const [first = '', second = ''] = names;
  const shape = random.below(6);
  if (shape === 0) return { kind, anyOf: [[first, second]] };
  if (shape === 1) return { kind, anyOf: [[first], [second]] };
  return { kind, anyOf: [[first]] };
}

/** The rights of one case: nobody, everything, or something between. */
export function randomRights(random: Random): CaseRights {
  const kind = random.below(10);
  if (kind < 2) return { authenticated: false, scopes: [], policies: [] };
  if (kind === 2) return { authenticated: true, scopes: SCOPES, policies: POLICIES };
  return {
    authenticated: true,
    scopes: SCOPES.filter(() => random.chance(50)),
    policies: POLICIES.filter(() => random.chance(50)),
  };
}
