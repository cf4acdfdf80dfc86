/**
 * Client aliases and variables never meet a planner's key (access §4): each is renamed with a prefix that no field or argument of the
 * graph may bear, and gets its own name back when the answer is shaped.
 */
const ALIAS = 'c_alias_';
const VARIABLE = 'c_variable_';

/** The hidden key under which the gateway asks every subject for its `id`. */
export const HIDDEN_ID = 'c_hidden_id';

/**
 * The planner's name of what a client selects: its alias renamed, or the field's own name where there is no alias. An alias that is the
 * field's own name says nothing: `a: a { b }` and `a { c }` are one field of the answer, and so of the plan.
 */
export function plannedKey(field: string, alias: string | undefined): string {
  return alias === undefined || alias === field ? field : `${ALIAS}${alias}`;
}

/** The planner's name of a client's variable. */
export function plannedVariable(name: string): string {
  return `${VARIABLE}${name}`;
}

/** Whether a name of the graph would collide with the prefixes; the gateway does not start on such a graph. */
export function isReserved(name: string): boolean {
  return [ALIAS, VARIABLE, HIDDEN_ID].some((prefix) => name.startsWith(prefix));
}

/** The client's name of a variable of a plan. */
export function clientVariable(planned: string): string {
  return planned.slice(VARIABLE.length);
}
