import { RegistryError } from '@seisi/schema/errors';
import { type GraphQLSchema, isScalarType, Kind } from 'graphql';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const IDENTITY_DIGITS = /^(\d{6})(\d{2})(\d{4})$/;

/** Whether a text is an identifier of this graph: a UUID in small letters. No other text reaches a `uuid` column. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/**
 * The identifier, checked before any SQL.
 * @throws BAD_USER_INPUT naming the argument
 */
export function uuidArgument(argument: string, value: string): string {
  const text = value.toLowerCase();
  if (isUuid(text)) return text;
  throw new RegistryError(
    'BAD_USER_INPUT',
    `\`${argument}\` is not an identifier of this graph: it takes a UUID.`,
    { argument },
  );
}

/** Writes instants, dates and identity numbers as their scalars say; objects of the contract (grants, facts) pass as they are. */
export function wireScalars(schema: GraphQLSchema): void {
  serialise(schema, 'DateTime', (value) => (value instanceof Date ? value.toISOString() : null));
  serialise(schema, 'Date', (value) => (typeof value === 'string' && CIVIL_DATE.test(value) ? value : null));
  serialise(schema, 'Sen', (value) => (Number.isSafeInteger(value) ? value : null));
  serialise(schema, 'IdentityNumber', (value) => hyphenated(value));
}

/** Twelve digits as they are printed: YYMMDD-PB-###G. Anything else is null. */
export function hyphenated(value: unknown): string | null {
  const parts = typeof value === 'string' ? IDENTITY_DIGITS.exec(value) : null;
  return parts === null ? null : `${parts[1]}-${parts[2]}-${parts[3]}`;
}

function serialise(schema: GraphQLSchema, name: string, write: (value: unknown) => unknown): void {
  const scalar = schema.getType(name);
  if (!isScalarType(scalar)) return;
  scalar.serialize = (value) => {
    const written = write(value);
    if (written === null) throw new TypeError(`A value does not fit ${name}.`);
    return written;
  };
  scalar.parseLiteral = (node) =>
    node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined;
}
