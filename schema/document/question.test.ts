import { expect, test } from 'vitest';
import { readDocumentAnswer, readDocumentBody, writeDocumentBody } from './question.ts';

const STORED = { hash: 'a'.repeat(64), size: 1, mediaType: 'application/pdf' as const };

test('a question reads as it was written, and nothing else is one', () => {
  for (const body of [
    { act: 'SEND' as const, ticket: 't', stored: null },
    { act: 'SEND' as const, ticket: 't', stored: STORED },
    { act: 'READ' as const, ticket: 't', stored: null },
  ])
    expect(readDocumentBody(writeDocumentBody(body))).toEqual(body);
  for (const text of [
    '',
    'null',
    '[]',
    '{"act":"SEND","ticket":"t"}',
    '{"act":"KEEP","ticket":"t","stored":null}',
    '{"act":"READ","ticket":1,"stored":null}',
    JSON.stringify({ act: 'SEND', ticket: 't', stored: { ...STORED, hash: 'A'.repeat(64) } }),
    JSON.stringify({ act: 'SEND', ticket: 't', stored: { ...STORED, size: 0 } }),
    JSON.stringify({ act: 'SEND', ticket: 't', stored: { ...STORED, mediaType: 'text/html' } }),
  ])
    expect(readDocumentBody(text)).toBeNull();
});

test('a room’s answer is one of its three forms or null, and anything else is no answer', () => {
  const answers = [
    null,
    { kind: 'SEND', mostBytes: 2_000_000, mediaTypes: ['image/png'] },
    { kind: 'STORED', document: 'd' },
    { kind: 'READ', name: 'mykad.pdf', ...STORED },
  ];
  for (const answer of answers) expect(readDocumentAnswer({ answer })).toEqual(answer);
  for (const told of [
    null,
    {},
    { answer: undefined },
    { answer: {} },
    { answer: { kind: 'SEND', mostBytes: 1, mediaTypes: ['text/html'] } },
    { answer: { kind: 'SEND', mostBytes: -1, mediaTypes: [] } },
    { answer: { kind: 'STORED' } },
    { answer: { kind: 'READ', ...STORED } },
    { answer: { kind: 'READ', name: 'x', ...STORED, hash: '../../etc' } },
  ])
    expect(readDocumentAnswer(told)).toBeUndefined();
});
