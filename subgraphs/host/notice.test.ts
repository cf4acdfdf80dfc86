import { expect, test } from 'vitest';
import { noticeStatus, noticeText } from './notice.ts';

const SENTENCES = {
  RECEIVED: ['Permohonan {reference} diterima.', 'The application {reference} was received.'],
  ASKED: ['Lengkapkan {reference} sebelum {day}.', 'Complete {reference} by {day}.'],
} as const;

test('a notice names the reference and the day in the language of whoever is told', () => {
  const told = { reference: 'X-1', day: '2026-02-03' };
  expect(noticeText(SENTENCES, { ...told, event: 'ASKED', language: 'MS' })).toEqual({
    subject: 'Seisi: X-1',
    text: 'Lengkapkan X-1 sebelum 3 Februari 2026.',
  });
  expect(noticeText(SENTENCES, { ...told, event: 'ASKED', language: 'EN' }).text).toBe(
    'Complete X-1 by 3 February 2026.',
  );
});

test('what a reference holds is never a place for another value, and an event without a sentence is a fault', () => {
  const told = { reference: '{day}$&', day: null, language: 'EN' } as const;
  expect(noticeText(SENTENCES, { ...told, event: 'RECEIVED' }).text).toBe(
    'The application {day}$& was received.',
  );
  expect(() => noticeText(SENTENCES, { ...told, event: 'toString' })).toThrow('no sentence');
});

test('a notice was sent, waits, was refused, or has nowhere to go', () => {
  const at = new Date(0);
  const of = (channel: 'SMS' | 'NONE', sentAt: Date | null, failure: string | null) =>
    noticeStatus({ channel, sentAt, failure });
  expect([of('SMS', at, null), of('SMS', null, null), of('SMS', null, 'X'), of('NONE', null, null)]).toEqual([
    'SENT',
    'WAITING',
    'REFUSED',
    'NO_ADDRESS',
  ]);
});
