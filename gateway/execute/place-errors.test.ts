import { expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { placeErrors } from './place-errors.ts';
import type { Tree } from './tree.ts';

const failureAt = (data: Tree | null, ...path: (string | number)[]) =>
  path.reduce<unknown>((here, step) => (here as Record<string | number, unknown>)[step], data);

test('an error stands at the first null of its path, where GraphQL left it', () => {
  const error = {
    message: 'x',
    path: ['_entities', 0, 'a', 'b', 'c'],
    extensions: { code: 'SOURCE_UNAVAILABLE' },
  };
  const data = placeErrors({ data: { _entities: [{ a: { b: null } }] }, errors: [error] });
  expect(failureAt(data, '_entities', 0, 'a', 'b')).toBeInstanceOf(Failure);
});

test('a room says only what the table lets it say: any other code is an unknown value, with nothing beside it', () => {
  const error = {
    message: 'relation "person" does not exist',
    path: ['a'],
    extensions: { code: 'DATABASE', stacktrace: ['at x'], serviceName: 'person' },
  };
  const failure = failureAt(placeErrors({ data: { a: null }, errors: [error] }), 'a') as Failure;
  expect(failure.code).toBe('SOURCE_UNAVAILABLE');
  expect(failure.message).not.toContain('relation');
  expect(failure.extensions).toEqual({});
});

test('a withheld leaf keeps its coordinate, class and reason, and loses everything else', () => {
  const extensions = {
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    coordinate: 'A.b',
    class: 'aid',
    reason: 'NOT_FOR_THIS_SUBJECT',
    serviceName: 'aid',
  };
  const failure = failureAt(
    placeErrors({ data: { a: null }, errors: [{ message: 'm', path: ['a'], extensions }] }),
    'a',
  ) as Failure;
  expect(failure.extensions).toEqual({ coordinate: 'A.b', class: 'aid', reason: 'NOT_FOR_THIS_SUBJECT' });
});

test('an answer without data is no answer', () => {
  expect(placeErrors({ data: null, errors: [{ message: 'down' }] })).toBeNull();
});

test('an error that nulled the whole answer still stands at its place: a part that may not be null takes the rest with it', () => {
  const error = {
    message: 'm',
    path: ['a', 0, 'b'],
    extensions: { code: 'BAD_USER_INPUT', argument: 'state' },
  };
  const failure = failureAt(placeErrors({ data: null, errors: [error] }), 'a') as Failure;
  expect(failure).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { argument: 'state' } });
});

test('a path that leads to what every object inherits, or out of a list, leads nowhere', () => {
  const list: unknown[] = [{ a: null }];
  const errors = [
    ['__proto__', 'polluted'],
    ['list', 0, '__proto__', 'polluted'],
    ['constructor', 'prototype', 'polluted'],
    ['list', '__proto__', 'polluted'],
    ['list', 4_294_967_294],
    ['list', -1],
    ['list', 'more'],
  ].map((path) => ({ message: 'm', path }));
  placeErrors({ data: JSON.parse('{}'), errors });
  placeErrors({ data: { list }, errors });
  expect(list).toEqual([{ a: null }]);
  expect(Object.keys(list)).toEqual(['0']);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
});
