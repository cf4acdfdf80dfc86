import { expect, test } from 'vitest';
import { NOTHING_CHOSEN as NONE } from './issuer.testing.ts';
import { viewerOf } from './viewer.ts';

const agreement = (number: string, purpose = 'SERVICE_DELIVERY') => ({
  type: 'seisi_agreement',
  agreement: number,
  purpose,
});
const client = (...details: unknown[]) => ({
  sub: 'c',
  viewer_kind: 'AGENCY_CLIENT',
  agency: 'ngo',
  authorization_details: details,
});
const codeOf = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('the only agreement of a token is the one it rests on', () => {
  expect(viewerOf(client(agreement('A')), NONE)).toMatchObject({
    agreement: 'A',
    purpose: 'SERVICE_DELIVERY',
  });
});

test('a token with two agreements rests on none until the header names one', () => {
  expect(codeOf(() => viewerOf(client(agreement('A'), agreement('B')), NONE))).toBe('BASIS_REQUIRED');
  expect(viewerOf(client(agreement('A'), agreement('B')), { ...NONE, agreement: 'B' })).toMatchObject({
    agreement: 'B',
  });
});

test('the header chooses among what the token allows, and adds nothing', () => {
  expect(codeOf(() => viewerOf(client(agreement('A')), { ...NONE, agreement: 'B' }))).toBe('BASIS_REQUIRED');
  expect(codeOf(() => viewerOf(client(), { ...NONE, agreement: 'B' }))).toBe('BASIS_REQUIRED');
});

test('a token without agreements rests on none', () => {
  expect(viewerOf(client(), NONE)).toMatchObject({ agreement: null, purpose: null });
});

test('a detail of another type, or with a purpose that does not exist, allows nothing', () => {
  for (const detail of [
    { ...agreement('A'), type: 'payment' },
    agreement('A', 'ANYTHING'),
    'A',
    null,
    { type: 'seisi_agreement' },
  ])
    expect(viewerOf(client(detail), NONE)).toMatchObject({ agreement: null });
});

test('an officer’s or citizen’s token never rests on an agreement, and only a citizen’s names a person', () => {
  const details = { agency: 'jkm', person: 'p', authorization_details: [agreement('A')] };
  expect(viewerOf({ sub: 'o', viewer_kind: 'OFFICER', ...details }, NONE)).toMatchObject({
    agreement: null,
    person: null,
  });
  expect(viewerOf({ sub: 'c', viewer_kind: 'CITIZEN', ...details }, NONE)).toMatchObject({
    agreement: null,
    person: 'p',
  });
});

test('scopes are read from a text and from a list', () => {
  expect(viewerOf({ ...client(), scope: 'a b' }, NONE).scopes).toEqual(['a', 'b']);
  expect(viewerOf({ ...client(), scope: ['a', 1, 'b'] }, NONE).scopes).toEqual(['a', 'b']);
});

test('a header chooses a posting for an officer, and for nobody else', () => {
  const header = { ...NONE, posting: 'P-2' };
  expect(viewerOf({ sub: 'o', viewer_kind: 'OFFICER' }, header).posting).toBe('P-2');
  expect(viewerOf({ sub: 'o', viewer_kind: 'OFFICER' }, NONE).posting).toBeNull();
  expect(viewerOf(client(agreement('A')), header).posting).toBeNull();
  expect(viewerOf({ sub: 'c', viewer_kind: 'CITIZEN', person: 'p' }, header).posting).toBeNull();
});
