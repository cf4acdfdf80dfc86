/** One way to answer the household profile. */
export type Variant = {
  readonly name: string;
  /** What it is, in half a sentence. */
  readonly is: string;
  /** Its script below this folder. */
  readonly script: string;
  /** What its clients send: the operation, or the household's id alone. */
  readonly asks: 'OPERATION' | 'ID';
  /** The rooms that it calls over HTTP: as the product serves them apart, or without their guard. */
  readonly rooms?: 'GUARDED' | 'PLAIN';
  /** Whether it needs the packages of `peers/`. */
  readonly isPeer?: true;
};

/** Against what every other is measured. */
export const LIMIT = 'one-sql';

/** Every variant that is measured, the product first. */
export const VARIANTS: readonly Variant[] = [
  { name: 'seisi', is: 'the product, its rooms in its process', script: 'serve/seisi.ts', asks: 'OPERATION' },
  {
    name: 'seisi-off',
    is: 'the product without receipts',
    script: 'serve/seisi-off.ts',
    asks: 'OPERATION',
  },
  {
    name: 'seisi-bare',
    is: "the product's executor over plain rooms in its process, no access",
    script: 'serve/seisi-bare.ts',
    asks: 'OPERATION',
  },
  {
    name: 'seisi-apart',
    is: 'the product, each room in a process of its own',
    script: 'serve/seisi.ts',
    asks: 'OPERATION',
    rooms: 'GUARDED',
  },
  {
    name: 'apollo-http',
    is: 'the stock gateway, plain rooms over HTTP, no access',
    script: 'serve/apollo-http.ts',
    asks: 'OPERATION',
    rooms: 'PLAIN',
  },
  {
    name: 'apollo-local',
    is: 'the stock gateway, plain rooms in its process, no access',
    script: 'serve/apollo-local.ts',
    asks: 'OPERATION',
  },
  {
    name: 'hive',
    is: 'Hive Gateway with its planner in Rust, plain rooms over HTTP, no access',
    script: 'serve/hive.ts',
    asks: 'OPERATION',
    rooms: 'PLAIN',
    isPeer: true,
  },
  {
    name: 'yoga-one',
    is: 'GraphQL Yoga on one schema, no federation, no access',
    script: 'serve/yoga-one.ts',
    asks: 'OPERATION',
    isPeer: true,
  },
  {
    name: LIMIT,
    is: 'node:http and one statement by hand, without any duty',
    script: 'serve/one-sql.ts',
    asks: 'ID',
  },
];
