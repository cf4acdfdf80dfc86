import { ALL_CLASSES, DATA_CLASSES, opens } from '@seisi/schema/classes';
import { canonical } from '@seisi/schema/receipt/canonical';
import type { ReceiptEntry, ReceiptHeader } from '@seisi/schema/receipt/receipt';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryId, receiptOf, type StoredEntry, shownEntry } from './access-log.ts';

const RECEIPT = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
const HEADER: ReceiptHeader = {
  ...{ viewer: { kind: 'OFFICER', id: 'the account' }, basis: 'POSTING', basisId: 'the posting' },
  ...{ agency: 'the agency', purpose: null, legalBasis: null },
};
const EVERYTHING = { account: null, personKey: 'p', classes: null };

const fields = fc.constant(['Household.x']);
const someClass = fc.constantFrom(...DATA_CLASSES);
const entry: fc.Arbitrary<ReceiptEntry> = fc.record({
  subject: fc.constant({ type: 'Household', key: 'h' }),
  told: fc.uniqueArray(fc.record({ class: someClass, ground: fc.constant('POSTING' as const), fields }), {
    selector: (each) => each.class,
  }),
  withheld: fc.array(fc.record({ class: fc.option(someClass), fields }), { maxLength: 3 }),
  veiled: fc.boolean(),
});

function stored(of: ReceiptEntry, header: ReceiptHeader = HEADER): StoredEntry {
  return {
    ...{ leafIndex: 7, position: 0, subjectType: of.subject.type, subjectKey: of.subject.key, salt: 's' },
    ...{ text: canonical(of), headerText: canonical(header), leafHash: 'hash' },
    leaf: JSON.stringify({ id: RECEIPT, at: 0, kind: 'ANSWER' }),
  };
}

test('of a household no class is named that is not open to the reader, and what is whole left nothing out', () => {
  fc.assert(
    fc.property(entry, fc.integer({ min: 0, max: ALL_CLASSES }), (of, classes) => {
      const seen = shownEntry(stored(of), { ...EVERYTHING, classes });
      if (seen === null) return;
      for (const each of [...seen.told, ...seen.withheld]) expect(opens(classes, each.class!)).toBe(true);
      expect(seen.isWhole).toBe(
        of.told.length === seen.told.length && of.withheld.length === seen.withheld.length,
      );
      expect(seen.told.length + Number(opens(classes, 'register') && of.told.length === 0)).toBeGreaterThan(
        0,
      );
    }),
  );
});

test('a veiled entry tells neither agency nor agreement, and no entry tells an account or a posting', () => {
  fc.assert(
    fc.property(entry, fc.constantFrom('POSTING' as const, 'AGREEMENT' as const), (of, basis) => {
      const seen = shownEntry(stored(of, { ...HEADER, basis }), EVERYTHING);
      if (seen === null) return;
      const { stored: _kept, ...shown } = seen;
      const text = JSON.stringify(shown);
      expect(text).not.toContain('the account');
      expect(text.includes('the agency')).toBe(!of.veiled);
      expect(text.includes('the posting')).toBe(!of.veiled && basis === 'AGREEMENT');
    }),
  );
});

test('what a duty of protection read, and what told of protection, is shown to nobody', () => {
  fc.assert(
    fc.property(entry, fc.boolean(), (of, isSealed) => {
      const header = isSealed ? { ...HEADER, sealed: true as const } : HEADER;
      const isTold = of.told.some((told) => told.class === 'protection');
      expect(shownEntry(stored(of, header), EVERYTHING) === null).toBe(isSealed || isTold);
    }),
  );
});

test('an identifier names its receipt, is the same each time, and another for each subject', () => {
  const id = entryId(RECEIPT, 'a');
  expect(receiptOf(id)).toBe(RECEIPT);
  expect(entryId(RECEIPT, 'a')).toBe(id);
  expect(entryId(RECEIPT, 'b')).not.toBe(id);
  for (const other of ['', RECEIPT, `${id}0`, `x${id}`, id.toUpperCase()])
    expect(receiptOf(other)).toBeNull();
});
