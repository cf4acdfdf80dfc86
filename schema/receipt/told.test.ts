import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { commitment } from './commitment.ts';
import { leafText, openLeaf } from './leaf.ts';
import { openParts, writeParts } from './parts.ts';
import type { ReceiptDraft, ReceiptLeaf } from './receipt.ts';
import { sealReceipt } from './seal.ts';
import { referencesOf, subjectText, type ToldText, toldIn, toldText, withReferences } from './told.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\u0000', '\n#'),
);
const hash = fc.constantFrom('A'.repeat(43), 'o'.repeat(43));
const leaf: fc.Arbitrary<ReceiptLeaf> = fc.record({
  ...{
    v: fc.constant(1 as const),
    id: text,
    kind: fc.constantFrom('ANSWER', 'INTENT', 'OUTCOME'),
    of: fc.option(text),
  },
  ...{
    series: text,
    number: fc.maxSafeNat(),
    at: fc.maxSafeNat(),
    agency: fc.option(text),
    agreement: fc.option(text),
  },
  ...{ purpose: fc.constant(null), operation: text, viewer: hash, root: hash, entries: fc.nat() },
});

test('the text of a leaf is its canonical JSON, whatever it holds, and what that cannot hold has none', () => {
  fc.assert(
    fc.property(leaf, (given) => {
      expect(leafText(given)).toBe(canonical(given));
    }),
  );
  const [given] = fc.sample(leaf, 1) as [ReceiptLeaf];
  expect(() => leafText({ ...given, operation: '\ud800' })).toThrow();
});

test('a commitment to a text is the same wherever the text is cut', () => {
  fc.assert(
    fc.property(text, text, fc.uint8Array({ minLength: 16, maxLength: 16 }), (begin, end, bytes) => {
      const salt = Buffer.from(bytes).toString('base64url');
      expect(commitment(salt, begin, end)).toBe(commitment(salt, Buffer.from(begin + end).toString()));
    }),
  );
});

const tail = fc.record({
  told: fc.constant([]),
  withheld: fc.array(fc.record({ class: fc.constant(null), fields: fc.array(text) }), { maxLength: 2 }),
  veiled: fc.boolean(),
});
const draft = fc
  .uniqueArray(fc.tuple(fc.oneof(fc.uuid(), text), tail), { selector: ([key]) => key, maxLength: 6 })
  .map(
    (entries): ReceiptDraft => ({
      ...{ id: 'an-id', kind: 'ANSWER', of: null, at: 1, operation: 'an operation' },
      header: {
        ...{ viewer: { kind: 'OFFICER', id: 'x' }, basis: 'NONE', basisId: null, agency: null },
        ...{ purpose: null, legalBasis: null },
      },
      entries: entries.map(([key, told]) => ({
        ...{ type: 'Person', key },
        text: canonical({ subject: { type: 'Person', key }, ...told }),
      })),
    }),
  );

test('parts with references and the texts that they refer to are the parts that were sealed, and without any of the texts they are none', () => {
  fc.assert(
    fc.property(draft, fc.nat(), (given, any) => {
      const { stored } = sealReceipt(given, { series: 'a-series', number: 1 }, randomBytes);
      const sealed = openLeaf(stored) as ReceiptLeaf;
      const texts = new Map<string, ToldText>();
      const written = withReferences(stored.parts, (told) => {
        const known = toldText(told);
        texts.set(known.hash, known);
        return known.hash;
      });
      const parts = openParts(sealed, written, (of) => texts.get(of));

      expect(parts === null ? null : writeParts(parts)).toBe(stored.parts);
      expect(referencesOf(written).toSorted()).toEqual([...texts.keys()].toSorted());
      const lost = [...texts.keys()][any % Math.max(1, texts.size)];
      if (lost === undefined) return;
      const other = toldText('"told":[]}');
      expect(openParts(sealed, written, (of) => (of === lost ? undefined : texts.get(of)))).toBeNull();
      expect(openParts(sealed, written, (of) => (of === lost ? other : texts.get(of)))).toBeNull();
    }),
  );
});

test('a text is cut behind a plain subject alone, so that subject and text give it again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), text), tail, (key, told) => {
      const whole = canonical({ subject: { type: 'Person', key }, ...told });
      const cut = toldIn(whole);

      if (cut !== null) expect(subjectText({ key, type: 'Person' }) + cut.text).toBe(whole);
      expect(cut === null).toBe(JSON.stringify(key) !== `"${key}"`);
    }),
  );
});
