import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noticeEvent } from './notice.table.ts';
import { noticeText, type Told } from './notice-text.ts';

const DAYED = ['DOCUMENTS_REQUIRED', 'AWARD_CHANGED', 'AWARD_STOPPED'];
/** The longest month names of both languages among them. */
const days = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const references = fc.stringMatching(/^[A-Z0-9-]{1,20}$/);
const languages = fc.constantFrom('MS' as const, 'EN' as const);
const told = fc
  .tuple(fc.constantFrom(...noticeEvent.enumValues), days)
  .map(([event, day]) => (DAYED.includes(event) ? { event, day } : { event }) as Told);

test('every notice fits into one SMS of GSM 7-bit characters, and holds its reference and its day', () => {
  fc.assert(
    fc.property(languages, references, told, (language, reference, one) => {
      const { subject, text } = noticeText(language, reference, one);
      expect(text.length).toBeLessThanOrEqual(160);
      // The basic table of GSM 03.38 holds all of these as one character each.
      expect(text).toMatch(/^[A-Za-z0-9 .,:;-]+$/);
      expect(text).toContain(reference);
      expect(subject).toContain(reference);
      if (one.day !== undefined) expect(text).toContain(String(Number(one.day.slice(8))));
    }),
  );
});

test('every event is told in words of its own, in each language', () => {
  const texts = noticeEvent.enumValues.flatMap((event) =>
    (['MS', 'EN'] as const).map(
      (language) =>
        noticeText(
          language,
          'REF',
          (DAYED.includes(event) ? { event, day: '2026-12-06' } : { event }) as Told,
        ).text,
    ),
  );
  expect(new Set(texts).size).toBe(texts.length);
});

test('a notice says what is to be done, by when, and nothing to follow', () => {
  const one = { event: 'DOCUMENTS_REQUIRED', day: '2026-12-06' } as const;
  expect(noticeText('MS', 'BKK-1', one)).toEqual({
    subject: 'Permohonan BKK-1',
    text: 'Seisi: Permohonan BKK-1 memerlukan dokumen tambahan selewat-lewatnya 6 Disember 2026. Selepas itu ia ditolak.',
  });
  expect(noticeText('EN', 'BKK-1', one).text).toBe(
    'Seisi: Application BKK-1 needs more documents by 6 December 2026. After that day it is refused.',
  );
  expect(noticeText('EN', 'BKK-1', { event: 'REJECTED' }).text).toContain('appeal');
  expect(noticeText('MS', 'BKK-1', { event: 'REJECTED' }).text).toContain('rayuan');
});
