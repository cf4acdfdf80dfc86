/** One way to answer the household profile. */
export type Variant = {
  readonly name: string;
  /** What it is, in half a sentence. */
  readonly is: string;
  /** Its script below `serve/`. */
  readonly script: string;
  /** What its clients send: the operation, or the household's id alone. */
  readonly asks: 'OPERATION' | 'ID';
};

/** Against what every other is measured. */
export const LIMIT = 'one-sql';

/** Every variant that is measured, the product first. */
export const VARIANTS: readonly Variant[] = [
  { name: 'seisi', is: 'the product, its rooms in its process', script: 'seisi.ts', asks: 'OPERATION' },
  {
    name: LIMIT,
    is: 'node:http and one statement by hand, without any duty',
    script: 'one-sql.ts',
    asks: 'ID',
  },
];
