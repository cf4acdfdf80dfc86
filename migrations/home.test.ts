import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { homeFolder } from './home.ts';

test('the home follows from the user’s state folder and the clone’s path', () => {
  expect(homeFolder(readConfig({ XDG_STATE_HOME: '/state' }), false)).toMatch(
    /^\/state\/seisi\/[0-9a-f]{12}$/,
  );
  expect(homeFolder(readConfig({}), false)).toMatch(/\/\.local\/state\/seisi\/[0-9a-f]{12}$/);
});

test('as root the home is where an unprivileged server can reach it', () => {
  expect(homeFolder(readConfig({ XDG_STATE_HOME: '/state' }), true)).toMatch(
    /^\/var\/lib\/seisi\/[0-9a-f]{12}$/,
  );
});

test('SEISI_HOME says it for both', () => {
  const config = readConfig({ SEISI_HOME: '/elsewhere' });

  expect([homeFolder(config, true), homeFolder(config, false)]).toEqual(['/elsewhere', '/elsewhere']);
});
