import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf, kindsIn } from './kind-of.ts';
import { statementName } from './statement-name.ts';
import { readTraceparent, traceparentOf } from './traces.ts';

test('of an error its name and code are told, and never its message', () => {
  const refused = Object.assign(new TypeError('900101145678 is not Ana'), { code: 'ECONNREFUSED' });
  expect(kindOf(refused)).toBe('TypeError ECONNREFUSED');
  expect(kindOf(Object.assign(new Error('x'), { name: 'PostgresError', code: '42P01' }))).toBe(
    'PostgresError 42P01',
  );
  expect(kindOf('900101145678')).toBe('unknown');
});

test('a name or a code that is not written like one is not told', () => {
  expect(kindOf(Object.assign(new Error('x'), { name: 'Ana 900101', code: '900101145678' }))).toBe('Error');
  expect(kindsIn('DrizzleQueryError < PostgresError 42P01')).toBe('DrizzleQueryError < PostgresError 42P01');
  expect(kindsIn('ana@mail.my < 900101145678 900101145678')).toBe('Error < Error');
});

test('a statement is named by its verb and tables, whatever values stand in it', () => {
  const text = `select "person"."name" from "person"."person" join person.household h on true where name = 'Ana' and x = $1`;
  expect(statementName(text)).toBe('select person.person person.household');
  expect(statementName(`/* Ana */ vacuum`)).toBe('statement');
});

test('a trace that is read is the trace that was written', () => {
  const hex = (length: number) =>
    fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((text) => !/^0*$/.test(text));
  fc.assert(
    fc.property(hex(32), hex(16), fc.constantFrom(0, 1), (traceId, spanId, traceFlags) => {
      const ids = { traceId, spanId, traceFlags };
      expect(readTraceparent(traceparentOf(ids))).toEqual(ids);
    }),
  );
});

test.each([
  undefined,
  '',
  'Ana',
  `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`,
  `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01-more`,
  `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01`,
])('a traceparent that is not well-formed is none: %s', (text) => {
  expect(readTraceparent(text)).toBeNull();
});
