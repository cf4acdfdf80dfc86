import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { ERROR_CODES } from '@seisi/schema/errors';
import { expect } from 'vitest';
import type { AnswerError, House } from '../setup/house.ts';

/** An answer to something that should not have been sent. */
export type Refused = {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly AnswerError[];
  readonly data: unknown;
};

/** What must never be seen from outside: stacks, files, statements, and the names by which the gateway plans. */
const INSIDE =
  /stacktrace|node_modules|\.ts\b|\bat \w+ \(|postgres|drizzle|select |subgraph|localhost|c_alias|c_variable|c_hidden/i;

/** Every error has a code of the closed table, and nothing shows the inside of the house. */
export function expectRefusal(
  { text, errors }: Pick<Refused, 'text' | 'errors'>,
  ...codes: readonly string[]
): void {
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(codes);
  for (const { extensions } of errors) expect(ERROR_CODES).toHaveProperty(extensions.code);
  expect(text).not.toMatch(INSIDE);
}

/** What an operator was told names nobody: no number, no name, no identifier. */
export function expectNoticesOfNobody(house: House, rows: RegistryRows): void {
  const notices = house.notices().join('\n');
  expect(notices).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|\d{6}-?\d{2}-?\d{4}|EK-\d|JKM-\d|EZ-\d/);
  for (const { name } of rows.people) expect(notices).not.toContain(name);
}
