import { expect, test } from 'vitest';
import { maskError } from './mask.ts';

test('an error without a code of the table says nothing but that something failed', () => {
  const masked = maskError({
    message: 'duplicate key 900101-70-1234',
    path: ['a'],
    extensions: { code: '23505', stacktrace: ['at x'] },
  });
  expect(masked).toEqual({
    message: expect.stringContaining('Something failed'),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

test('a known error keeps its sentence, path and what the table allows beside it', () => {
  const masked = maskError({
    message: 'm',
    path: ['a', 0],
    extensions: { code: 'BAD_USER_INPUT', argument: 'id', stacktrace: ['at x'], serviceName: 'aid' },
  });
  expect(masked).toEqual({
    message: 'm',
    path: ['a', 0],
    extensions: { code: 'BAD_USER_INPUT', argument: 'id' },
  });
});

test('a code named like a prototype’s property is no code', () => {
  expect(maskError({ message: 'm', extensions: { code: 'constructor' } }).extensions).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
  });
});
