import { expect, test } from 'vitest';
import { testDatabase } from '../../test/setup/postgres.ts';
import { openDatabase } from './database.ts';

test('what a room reads on its hot path it reads as itself, told like every other statement, until it closes', async () => {
  const database = await testDatabase();
  const told: string[] = [];
  const room = openDatabase(database.roomUrl('oku'), { onStatement: (text) => told.push(text) });
  await room.ready();
  const statement = { text: 'select current_user, $1::text' };

  expect(await room.read(statement, ['asked'])).toEqual([
    [new URL(database.roomUrl('oku')).username, 'asked'],
  ]);
  expect(told).toEqual([statement.text]);
  await room.close();
  await expect(room.read(statement, ['asked'])).rejects.toThrow('closing');
  await database.close();
});
