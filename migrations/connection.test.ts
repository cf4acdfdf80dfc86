import { expect, test } from 'vitest';
import { databaseOf, refuseUnfitDatabase, urlWith } from './connection.ts';

test.each(['registry', 'http://127.0.0.1/registry', 'postgres://127.0.0.1', 'postgres://127.0.0.1/'])(
  'DATABASE_URL=%s is refused with an example',
  async (url) => {
    await expect(refuseUnfitDatabase(url)).rejects.toThrow('DATABASE_URL must look like postgres://');
  },
);

test('an address changes its user, password and database and keeps its options', () => {
  const url = urlWith('postgresql://admin:a%40b@db.example:5433/registry?sslmode=require', {
    database: 'other one',
    user: 'registry_person',
    password: 'p/w@',
  });

  expect(url).toBe('postgresql://registry_person:p%2Fw%40@db.example:5433/other%20one?sslmode=require');
  expect(databaseOf(url)).toBe('other one');
});
