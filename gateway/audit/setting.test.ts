import { expect, test } from 'vitest';
import { readReceiptSetting } from './setting.ts';

test.each([
  ['postgres://gateway:x@db:5432/seisi', 'postgres://gateway:x@db:5432/seisi'],
  ['postgres:postgresql://gateway:x@db/seisi', 'postgresql://gateway:x@db/seisi'],
])('%s is a table, with the folder as its second sink', (text, url) => {
  expect(readReceiptSetting(text, '/kept')).toEqual({ kind: 'TABLE', url, folder: '/kept' });
});

test('a folder and off are said by themselves', () => {
  expect(readReceiptSetting('file:/var/receipts', '/kept')).toEqual({
    kind: 'FILE',
    folder: '/var/receipts',
  });
  expect(readReceiptSetting('off', '/kept')).toEqual({ kind: 'OFF' });
});

test.each(['', 'no', 'OFF', 'file:', 'postgres:', 'postgres:mysql://db/x', 'http://db/x', 'postgres://'])(
  '"%s" is refused without repeating it',
  (text) => {
    expect(() => readReceiptSetting(text, null)).toThrow(
      /^Receipts are kept at postgres:URL or in file:DIR, or are off\.$/,
    );
  },
);
