import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const UNTOLD = { SEISI_NOTICES: 'off', SEISI_SCAN: 'off' };

test('without variables: port 4000, the embedded database, two thousand households', () => {
  expect(readConfig({})).toEqual({
    home: null,
    stateHome: null,
    databaseUrl: null,
    secretsDir: null,
    port: 4000,
    workers: 1,
    households: 2000,
    isProduction: false,
    issuer: null,
    receipts: null,
    notices: null,
    outgoing: null,
    publicUrl: null,
    documents: { store: null, scan: { kind: 'OFF' } },
    registers: null,
    operations: null,
    tellsSchema: true,
    budgets: 'MEMORY',
    settingsFile: null,
  });
});

test('registers are asked where SEISI_REGISTERS says; anything else is refused', () => {
  const value = 'LHDN=https://lhdn.example/ask,JPN=http://127.0.0.1:9/';
  expect(readConfig({ SEISI_REGISTERS: value }).registers).toEqual(
    new Map([
      ['LHDN', 'https://lhdn.example/ask'],
      ['JPN', 'http://127.0.0.1:9/'],
    ]),
  );
  for (const wrong of [
    'LHDN',
    'LHDN=',
    'KWSP=https://kwsp.example',
    'JPN=http://jpn.example',
    `${value},JPN=${1}`,
  ])
    expect(() => readConfig({ SEISI_REGISTERS: wrong })).toThrow('SEISI_REGISTERS');
});

test('registered operations are logged or enforced from a folder, or off; anything else is refused', () => {
  expect(readConfig({ SEISI_OPERATIONS: 'log:/operations' }).operations).toEqual({
    folder: '/operations',
    mode: 'LOG',
  });
  expect(readConfig({ SEISI_OPERATIONS: 'enforce:/operations' }).operations?.mode).toBe('ENFORCE');
  expect(readConfig({ SEISI_OPERATIONS: 'off' }).operations).toBeNull();
  for (const wrong of ['/operations', 'enforce:', 'warn:/operations'])
    expect(() => readConfig({ SEISI_OPERATIONS: wrong })).toThrow(
      'SEISI_OPERATIONS must be log:DIR, enforce:DIR or off',
    );
});

test('SEISI_INTROSPECTION=off tells nobody the schema; what it does not know is refused by name', () => {
  expect(readConfig({ SEISI_INTROSPECTION: 'off' }).tellsSchema).toBe(false);
  expect(readConfig({ SEISI_INTROSPECTION: 'by-rights' }).tellsSchema).toBe(true);
  expect(() => readConfig({ SEISI_INTROSPECTION: 'on' })).toThrow(
    'SEISI_INTROSPECTION must be by-rights or off',
  );
});

test('one process counts for itself, several count together, and SEISI_BUDGETS says otherwise; what it does not know is refused by name', () => {
  expect(readConfig({ WEB_CONCURRENCY: '2' }).budgets).toBe('POSTGRES');
  expect(readConfig({ WEB_CONCURRENCY: '2', SEISI_BUDGETS: 'memory' }).budgets).toBe('MEMORY');
  expect(readConfig({ SEISI_BUDGETS: 'postgres' }).budgets).toBe('POSTGRES');
  expect(readConfig({ SEISI_BUDGETS: 'off' }).budgets).toBe('OFF');
  expect(() => readConfig({ SEISI_BUDGETS: 'none' })).toThrow(
    'SEISI_BUDGETS must be postgres, memory or off, not "none".',
  );
});

test.each(['many', '-1', '70000', '4000.5', '0x10'])('PORT=%s is refused by name', (port) => {
  expect(() => readConfig({ PORT: port })).toThrow(
    `PORT must be a whole number from 0 to 65535, not "${port}".`,
  );
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
});

test('WEB_CONCURRENCY is a number of processes, or one for each processor; none is one', () => {
  expect(readConfig({ WEB_CONCURRENCY: '3' }).workers).toBe(3);
  expect(readConfig({ WEB_CONCURRENCY: '0' }).workers).toBe(1);
  expect(readConfig({ WEB_CONCURRENCY: 'auto' }).workers).toBe(availableParallelism());
  expect(() => readConfig({ WEB_CONCURRENCY: 'many' })).toThrow('WEB_CONCURRENCY must be a whole number');
});

const REMOTE = {
  SEISI_ISSUER: 'https://login.example',
  SEISI_ISSUER_JWKS_URL: 'https://login.example/jwks.json',
};

test('an issuer elsewhere is named with its keys, both or neither', () => {
  expect(readConfig(REMOTE).issuer).toEqual({
    issuer: 'https://login.example',
    jwksUrl: 'https://login.example/jwks.json',
  });
  for (const half of [
    { SEISI_ISSUER: 'x' },
    { SEISI_ISSUER_JWKS_URL: 'https://x' },
    { ...REMOTE, SEISI_ISSUER_JWKS_URL: 'x' },
  ])
    expect(() => readConfig(half)).toThrow(/go together/);
});

test('production does not start with the development issuer, nor with invented identity numbers', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/needs SEISI_ISSUER/);
  expect(() => readConfig({ NODE_ENV: 'production', ...REMOTE, SYNTHETIC_IDS: '1' })).toThrow(
    /does not start with it/,
  );
  expect(readConfig({ NODE_ENV: 'production', ...REMOTE, ...UNTOLD }).isProduction).toBe(true);
});

test('receipts are kept at another table or in a folder, or are off; anything else is refused without repeating it', () => {
  const url = 'postgres://gateway:secret@db/receipts';
  expect(readConfig({ SEISI_RECEIPTS: url }).receipts).toEqual({ kind: 'TABLE', url, folder: null });
  expect(readConfig({ SEISI_RECEIPTS: 'file:/kept' }).receipts).toEqual({ kind: 'FILE', folder: '/kept' });
  expect(readConfig({ SEISI_RECEIPTS: 'off' }).receipts).toEqual({ kind: 'OFF' });
  expect(() => readConfig({ SEISI_RECEIPTS: 'mysql://gateway:secret@db' })).toThrow(
    /^SEISI_RECEIPTS must be (?!.*secret)/,
  );
});

test('production does not start without receipts', () => {
  const production = { NODE_ENV: 'production', ...REMOTE, ...UNTOLD };
  expect(() => readConfig({ ...production, SEISI_RECEIPTS: 'off' })).toThrow(/does not start with it/);
  expect(readConfig(production).receipts).toBeNull();
});

test('documents are kept in a folder or a bucket, and looked at by nobody or a scanner; production says by whom', () => {
  const SEISI_DOCUMENTS = 's3:https://store.example/papers';
  const keys = { AWS_ACCESS_KEY_ID: 'an id', AWS_SECRET_ACCESS_KEY: 'hidden' };
  expect(
    readConfig({ SEISI_DOCUMENTS, ...keys, SEISI_SCAN: 'tcp://127.0.0.1:3310' }).documents,
  ).toMatchObject({
    store: { kind: 'S3', bucket: 'papers', accessKeyId: 'an id' },
    scan: { kind: 'CLAMD', port: 3310 },
  });
  expect(readConfig({ SEISI_DOCUMENTS: 'local:/kept' }).documents.store).toEqual({
    ...{ kind: 'LOCAL', folder: '/kept' },
  });
  expect(() => readConfig({ SEISI_DOCUMENTS })).toThrow(/^SEISI_DOCUMENTS: .*AWS_ACCESS_KEY_ID/);
  expect(() => readConfig({ SEISI_DOCUMENTS: 'ftp://x' })).toThrow(/^SEISI_DOCUMENTS: /);
  expect(() => readConfig({ SEISI_SCAN: 'on' })).toThrow(/^SEISI_SCAN: /);
  const production = { NODE_ENV: 'production', ...REMOTE, SEISI_NOTICES: 'off' };
  expect(() => readConfig(production)).toThrow(/^Production needs SEISI_SCAN/);
  expect(readConfig({ ...production, SEISI_SCAN: 'off' }).documents.scan).toEqual({ kind: 'OFF' });
});

test('production says how notices leave, and a file tells nobody', () => {
  const production = { NODE_ENV: 'production', ...REMOTE, SEISI_SCAN: 'off' };
  for (const SEISI_NOTICES of [undefined, 'file:/notices'])
    expect(() => readConfig({ ...production, SEISI_NOTICES })).toThrow(/^Production needs SEISI_NOTICES/);
  expect(readConfig({ ...production, ...UNTOLD }).notices).toEqual({ kind: 'OFF' });
  expect(readConfig({ SEISI_NOTICES: 'file:/notices' }).notices).toEqual({
    kind: 'FILE',
    folder: '/notices',
  });
  for (const SEISI_NOTICES of ['on', 'send:/nowhere/ways.json'])
    expect(() => readConfig({ SEISI_NOTICES })).toThrow(/^SEISI_NOTICES/);
});
