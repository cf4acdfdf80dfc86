import type { Grant } from '@seisi/schema/grant';

/**
 * A value together with the grant by which everything below it is judged (access §4). A row may be loaded once and reached through
 * two subjects; the grant belongs to the way it was reached, so it stands beside the row and never on it.
 */
export class Held {
  readonly value: object;
  readonly grant: Grant | null;

  constructor(value: object, grant: Grant | null) {
    this.value = value;
    this.grant = grant;
  }
}

/** The value without its grant. */
export function bare(value: unknown): unknown {
  return value instanceof Held ? value.value : value;
}
