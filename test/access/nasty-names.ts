/** Names by which clients could meet what the gateway, the planner, the rooms or the language itself use inside. */
export const ALIASES = [
  'grant',
  'key',
  'id',
  'name',
  'person',
  'household',
  'applicant',
  'edges',
  'node',
  'representations',
  '_entities',
  '_service',
  '__typename',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'then',
  'basisFacts',
  'c_hidden_id',
  'c_alias_id',
  'c_alias_grant',
  'c_variable_id',
  'Person__id',
] as const;

/** The same for variables; each gets a number so that it stands once. */
export const VARIABLES = [
  'representations',
  'grant',
  'key',
  'c_variable_',
  '__proto__',
  'first',
  '_',
] as const;

/** The same for fragments. */
export const FRAGMENTS = ['Open', 'grant', 'representations', '__Fragment', 'Person', 'on_'] as const;
