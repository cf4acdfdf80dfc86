import fc from 'fast-check';
import { buildSchema, execute, parse } from 'graphql';
import { expect, test } from 'vitest';
import { hyphenated, isUuid, uuidArgument, wireScalars } from './scalars.ts';

const SCHEMA = buildSchema(`
  scalar DateTime
  scalar Date
  scalar Sen
  scalar IdentityNumber
  type Query { instant: DateTime day: Date amount: Sen number: IdentityNumber }
`);
wireScalars(SCHEMA);

async function written(field: string, value: unknown): Promise<unknown> {
  const result = await execute({
    schema: SCHEMA,
    document: parse(`{ ${field} }`),
    rootValue: { [field]: value },
  });
  return result.errors === undefined ? result.data?.[field] : 'refused';
}

test('only a UUID in small letters is an identifier', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), (uuid, text) => {
      expect(isUuid(uuid)).toBe(true);
      expect(isUuid(text)).toBe(false);
    }),
  );
  const uuid = '0190b6a4-0000-4000-8000-00000000abcd';
  for (const other of [
    uuid.toUpperCase(),
    `${uuid} `,
    `${uuid}\n`,
    `{${uuid}}`,
    uuid.replaceAll('-', ''),
    null,
    1,
  ])
    expect(isUuid(other)).toBe(false);
});

test('an identifier in capitals is the same one; anything else is refused by the name of its argument', () => {
  expect(uuidArgument('id', '0190B6A4-0000-4000-8000-00000000ABCD')).toBe(
    '0190b6a4-0000-4000-8000-00000000abcd',
  );
  expect(() => uuidArgument('id', "' or true --")).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      extensions: { argument: 'id', code: 'BAD_USER_INPUT' },
    }),
  );
});

test('instants are written in UTC, and only a valid instant is', async () => {
  expect(await written('instant', new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  expect(await written('instant', '1970-01-01')).toBe('refused');
  expect(await written('instant', new Date(Number.NaN))).toBe('refused');
});

test('civil dates and amounts are written as they are, and nothing else is', async () => {
  expect(await written('day', '2026-11-22')).toBe('2026-11-22');
  expect(await written('day', new Date(0))).toBe('refused');
  expect(await written('day', '2026-11-22T00:00:00Z')).toBe('refused');
  expect(await written('amount', 50_000)).toBe(50_000);
  for (const amount of [0.5, 2 ** 53, '50000', Number.NaN])
    expect(await written('amount', amount)).toBe('refused');
});

test('an identity number is written as it is printed on the card', async () => {
  expect(await written('number', '900101951234')).toBe('900101-95-1234');
  expect(hyphenated('900101-95-1234')).toBeNull();
  expect(await written('number', '90010195123')).toBe('refused');
});
