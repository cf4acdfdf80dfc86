import { DOCUMENT_TYPES, type DocumentType } from '@seisi/schema/document/document-type';
import { describe, expect, test } from 'vitest';
import { checkedType } from './content.ts';
import { EMPTY_ZIP, SAMPLES } from './samples.testing.ts';

const check = (bytes: Buffer, declared: string | null) => checkedType(bytes, declared, DOCUMENT_TYPES);
const REFUSED = { code: 'DOCUMENT_REFUSED' };
const kinds = Object.keys(SAMPLES) as DocumentType[];

describe.each(kinds)('%s', (type) => {
  const sample = SAMPLES[type];

  test('is taken for what it is by its content, however its type is written', async () => {
    for (const declared of [type, type.toUpperCase(), `${type}; charset=binary`])
      expect(await check(sample, declared)).toBe(type);
  });

  test('is refused where it is said to be anything else, or nothing', async () => {
    const others = [
      null,
      '',
      'application/octet-stream',
      'text/html',
      ...kinds.filter((one) => one !== type),
    ];
    for (const declared of others) await expect(check(sample, declared)).rejects.toMatchObject(REFUSED);
  });

  test('is refused where only other types are wanted', async () => {
    const others = kinds.filter((one) => one !== type);
    await expect(checkedType(sample, type, others)).rejects.toMatchObject(REFUSED);
  });

  test('is refused when it is cut off anywhere', async () => {
    for (let length = 0; length < sample.length - 1; length += 1)
      await expect(check(sample.subarray(0, length), type), `${length}`).rejects.toMatchObject(REFUSED);
  });

  test('is refused when it is an archive as well', async () => {
    await expect(check(Buffer.concat([sample, EMPTY_ZIP]), type)).rejects.toMatchObject(REFUSED);
  });
});

test('a picture that opens as a PDF too is refused', async () => {
  const jpeg = SAMPLES['image/jpeg'];
  const comment = Buffer.from('fffe0010', 'hex');
  const both = Buffer.concat([jpeg.subarray(0, 2), comment, Buffer.from('%PDF-1.4 %%EOF'), jpeg.subarray(2)]);
  await expect(check(both, 'image/jpeg')).rejects.toMatchObject(REFUSED);
});

test('a PDF that begins with anything else is refused', async () => {
  const late = Buffer.concat([Buffer.from('\n'), SAMPLES['application/pdf']]);
  await expect(check(late, 'application/pdf')).rejects.toMatchObject(REFUSED);
});

test('a picture whose preview alone is whole is cut off; what a camera puts behind the end is not', async () => {
  const jpeg = SAMPLES['image/jpeg'];
  const preview = Buffer.concat([Buffer.from('ffe10006ffd8ffd9', 'hex')]);
  const withPreview = Buffer.concat([jpeg.subarray(0, 2), preview, jpeg.subarray(2)]);
  expect(await check(withPreview, 'image/jpeg')).toBe('image/jpeg');
  await expect(check(withPreview.subarray(0, -2), 'image/jpeg')).rejects.toMatchObject(REFUSED);
  expect(await check(Buffer.concat([jpeg, Buffer.from('SEFT')]), 'image/jpeg')).toBe('image/jpeg');
});

test('what is none of them is refused, whatever it says', async () => {
  const texts = [
    '',
    'hello',
    '<html><script>alert(1)</script></html>',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'MZ',
  ];
  for (const text of texts)
    for (const declared of [...kinds, 'text/html'])
      await expect(check(Buffer.from(text), declared)).rejects.toMatchObject(REFUSED);
});
