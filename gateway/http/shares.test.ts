import { expect, test } from 'vitest';
import { Shares } from './shares.ts';

test('nobody holds more than a few places, whoever else holds some, and each is free again when it is left', () => {
  const shares = new Shares(2);
  const leave = [shares.take('one'), shares.take('one'), shares.take('other')];
  expect(() => shares.take('one')).toThrow(expect.objectContaining({ code: 'OVERLOADED' }));
  leave[0]?.();
  const again = shares.take('one');
  expect(() => shares.take('one')).toThrow();
  again();
  leave[1]?.();
  expect([shares.take('one'), shares.take('one')]).toHaveLength(2);
});
