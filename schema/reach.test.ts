import { expect, test } from 'vitest';
import { REACH_WIRE, type ReachBody, readReachAnswer, readReachBody, writeReachBody } from './reach.ts';

const QUESTION: ReachBody = { dataClass: 'case', subjects: [{ type: 'Household', key: 'a' }] };

test('a question is read as it was written, and holds nothing else', () => {
  const more = { ...QUESTION, passport: 'secret', subjects: [{ type: 'Household', key: 'a', more: 1 }] };
  expect(writeReachBody(more)).not.toContain('secret');
  expect(readReachBody(writeReachBody(more))).toEqual(QUESTION);
});

test('a question of another form, of no known class, or of too many is none', () => {
  const subject = { type: 'Person', key: 'a' };
  const many = Array.from({ length: REACH_WIRE.subjects + 1 }, () => subject);
  const wrong = [
    null,
    'case',
    {},
    { ...QUESTION, dataClass: 'toString' },
    { ...QUESTION, dataClass: null },
    { ...QUESTION, subjects: {} },
    { ...QUESTION, subjects: [null] },
    { ...QUESTION, subjects: [{ type: 'Person' }] },
    { ...QUESTION, subjects: many },
  ];
  for (const one of wrong) expect(readReachBody(JSON.stringify(one))).toBeNull();
  expect(readReachBody('no JSON')).toBeNull();
});

test('an answer names nobody but those asked about', () => {
  expect(readReachAnswer('{"reached":["a"]}', QUESTION)).toEqual(['a']);
  expect(readReachAnswer('{"reached":[]}', QUESTION)).toEqual([]);
  for (const wrong of ['{"reached":["b"]}', '{"reached":[1]}', '{"reached":null}', '{}', '[]', 'null', ''])
    expect(readReachAnswer(wrong, QUESTION)).toBeNull();
});
