import { expect, test } from 'vitest';
import { corsOrigins } from './config.ts';

test('no origin may read answers where none is named', () => {
  expect(corsOrigins('')).toEqual([]);
  expect(corsOrigins(' , ')).toEqual([]);
});

test('origins are named exactly, with commas between', () => {
  expect(corsOrigins('https://portal.example.my, http://localhost:3000')).toEqual([
    'https://portal.example.my',
    'http://localhost:3000',
  ]);
});

test.each([
  '*',
  'null',
  'portal.example.my',
  'https://portal.example.my/',
  'https://*.example.my',
  'https://Portal.example.my',
  'https://portal.example.my:443',
  'https://user@portal.example.my',
  'ftp://portal.example.my',
  'file:///tmp',
])('`%s` is no origin as browsers write it, and the complaint names the variable', (text) => {
  expect(() => corsOrigins(`https://one.example.my,${text}`)).toThrow('CORS_ORIGINS');
});
