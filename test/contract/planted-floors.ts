/** A violation of one rule of `.dependency-cruiser.json`: a file, and what it imports. */
export type FloorPlant = { readonly rule: string; readonly path: string; readonly imports: string };

/** What the plants below import, so that no rule depends on which files the project happens to have. */
export const TARGETS: readonly string[] = [
  'gateway/planted.ts',
  'gateway/authn/planted.ts',
  'subgraphs/oku/planted.ts',
  'subgraphs/aid/planted.resolvers.ts',
  'subgraphs/host/planted.testing.ts',
  'schema/utils.ts',
  'test/planted.ts',
];

/** One forbidden import per rule, at least. */
export const FLOOR_PLANTS: readonly FloorPlant[] = [
  { rule: 'no-cycles', path: 'schema/planted-circle.ts', imports: './planted-round.ts' },
  { rule: 'no-cycles', path: 'schema/planted-round.ts', imports: './planted-circle.ts' },
  { rule: 'nothing-unresolved', path: 'schema/planted-lost.ts', imports: './nowhere.ts' },
  { rule: 'no-drawers', path: 'schema/planted-drawer.ts', imports: './utils.ts' },
  { rule: 'contract-is-ground-floor', path: 'schema/planted-upward.ts', imports: '../gateway/planted.ts' },
  { rule: 'contract-is-pure', path: 'schema/planted-reader.ts', imports: 'node:fs' },
  { rule: 'receipts-hash-and-sign', path: 'schema/receipt/planted-reader.ts', imports: 'node:fs' },
  {
    rule: 'contract-knows-graphql-alone',
    path: 'schema/planted-composer.ts',
    imports: '@apollo/composition',
  },
  {
    rule: 'rooms-do-not-enter-rooms',
    path: 'subgraphs/aid/planted-neighbour.ts',
    imports: '../oku/planted.ts',
  },
  {
    rule: 'rooms-see-the-contract-alone',
    path: 'subgraphs/aid/planted-door.ts',
    imports: '../../gateway/planted.ts',
  },
  { rule: 'host-knows-no-room', path: 'subgraphs/host/planted-guest.ts', imports: '../oku/planted.ts' },
  {
    rule: 'gateway-knows-no-subgraph',
    path: 'gateway/planted-room.ts',
    imports: '../subgraphs/oku/planted.ts',
  },
  {
    rule: 'gateway-folders-do-not-meet',
    path: 'gateway/limits/planted-meeting.ts',
    imports: '../authn/planted.ts',
  },
  {
    rule: 'gateway-folders-do-not-meet',
    path: 'gateway/errors/planted-detour.ts',
    imports: '../planted-between.ts',
  },
  {
    rule: 'passports-are-minted-at-the-door',
    path: 'subgraphs/aid/planted-passport.ts',
    imports: '@seisi/schema/passport-mint',
  },
  {
    rule: 'grants-are-minted-by-the-person-room',
    path: 'subgraphs/aid/planted-grant.ts',
    imports: '@seisi/schema/grant-mint',
  },
  {
    rule: 'grants-are-minted-by-the-person-room',
    path: 'gateway/planted-grant.ts',
    imports: '@seisi/schema/grant-mint',
  },
  {
    rule: 'facts-are-told-by-the-person-room',
    path: 'subgraphs/oku/planted-facts.ts',
    imports: '@seisi/schema/facts-mint',
  },
  {
    rule: 'facts-are-told-by-the-person-room',
    path: 'gateway/planted-facts.ts',
    imports: '@seisi/schema/facts-mint',
  },
  {
    rule: 'grounds-are-for-decide-alone',
    path: 'subgraphs/person/planted-ground.ts',
    imports: './ground/seal.ts',
  },
  { rule: 'domain-is-pure', path: 'subgraphs/aid/planted-domain.ts', imports: 'drizzle-orm' },
  {
    rule: 'loaders-below-resolvers',
    path: 'subgraphs/aid/planted.loaders.ts',
    imports: './planted.resolvers.ts',
  },
  {
    rule: 'tables-below-policies-below-loaders',
    path: 'subgraphs/aid/planted.policy.ts',
    imports: './planted.loaders.ts',
  },
  {
    rule: 'migrations-know-what-is-stored',
    path: 'migrations/planted-answer.ts',
    imports: '../subgraphs/aid/planted.resolvers.ts',
  },
  {
    rule: 'testing-only-in-tests',
    path: 'subgraphs/aid/planted-shortcut.ts',
    imports: '../host/planted.testing.ts',
  },
  { rule: 'the-street-is-not-imported', path: 'migrations/planted-street.ts', imports: '../test/planted.ts' },
  { rule: 'no-dead-files', path: 'schema/planted-dead.ts', imports: './classes.ts' },
];

/** Stands between two folders of the gateway, so that one reaches the other without naming it. */
export const BETWEEN: FloorPlant = {
  rule: 'gateway-folders-do-not-meet',
  path: 'gateway/planted-between.ts',
  imports: './authn/planted.ts',
};
