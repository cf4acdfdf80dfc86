import { expect, test } from 'vitest';
import { readScanSetting, readStoreSetting } from './setting.ts';

const NONE = { accessKeyId: null, secretAccessKey: null };
const KEYS = { accessKeyId: 'an id', secretAccessKey: 'a secret' };

test('a store is a folder, or a bucket behind TLS with credentials that stand elsewhere', () => {
  expect(readStoreSetting('local:/var/documents', NONE)).toEqual({ kind: 'LOCAL', folder: '/var/documents' });
  expect(readStoreSetting('s3:https://store.example/papers?region=ap-1&encryption=AES256', KEYS)).toEqual({
    ...{ kind: 'S3', endpoint: 'https://store.example', bucket: 'papers', region: 'ap-1' },
    ...{ encryption: 'AES256', ...KEYS },
  });
  expect(readStoreSetting('s3:http://127.0.0.1:9000/papers/', KEYS)).toMatchObject({
    ...{ endpoint: 'http://127.0.0.1:9000', region: 'us-east-1', encryption: null },
  });
});

test('anything else is refused in a sentence that holds no secret', () => {
  for (const value of [
    '',
    'local:',
    '/var/documents',
    's3:bucket',
    's3:https://store.example/',
    's3:http://store.example/papers',
  ])
    expect(() => readStoreSetting(value, KEYS), value).toThrow(/^It must be local:DIR/);
  expect(() => readStoreSetting('s3:https://user:hidden@store.example/papers', KEYS)).toThrow(
    /^It must be (?!.*hidden)/,
  );
  expect(() => readStoreSetting('s3:https://store.example/papers', NONE)).toThrow(/AWS_ACCESS_KEY_ID/);
});

test('a scanner is none, or a clamd at an address', () => {
  expect(readScanSetting('off')).toEqual({ kind: 'OFF' });
  expect(readScanSetting('tcp://127.0.0.1:3310')).toEqual({ kind: 'CLAMD', host: '127.0.0.1', port: 3310 });
  expect(readScanSetting('tcp://[::1]:3310')).toEqual({ kind: 'CLAMD', host: '::1', port: 3310 });
  for (const value of ['', 'on', 'tcp://127.0.0.1', 'http://127.0.0.1:3310'])
    expect(() => readScanSetting(value), value).toThrow(/^It must be off/);
});
