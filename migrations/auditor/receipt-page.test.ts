import { handedLog, povertyEntry } from '@seisi/schema/receipt/handed.testing';
import { leafOf } from '@seisi/schema/receipt/handed-proof';
import type { ReceiptEntry, ReceiptHeader } from '@seisi/schema/receipt/receipt';
import { supergraph } from '@seisi/schema/sdl';
import { readTerms } from '@seisi/schema/terms';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Page } from './page-text.ts';
import { type ExplainedReceipt, receiptPage } from './receipt-page.ts';

const terms = readTerms(supergraph());
const log = handedLog(3);
const header: ReceiptHeader = {
  viewer: { kind: 'AGENCY_CLIENT', id: 'client-of-ngo' },
  ...{ basis: 'AGREEMENT', basisId: 'AGR-7', agency: 'ngo', purpose: 'PUBLIC_INTEREST' },
  legalBasis: 'AGREEMENT',
};
const KEYS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

function pageOf(given: Partial<ExplainedReceipt>, language: 'ms' | 'en' = 'en'): string {
  const leaf = leafOf(log.stored[1]!.leaf)!;
  const receipt: ExplainedReceipt = {
    ...{ leaf, hash: log.hashes[1]!, index: 1, retiredAt: null, header },
    checkpoint: { number: 1, at: Date.parse('2026-12-31T16:30:00Z'), size: 3, root: log.hashes[0]! },
    entries: KEYS.map(povertyEntry),
    ...given,
  };
  // As one line, so that a sentence is found wherever it was broken.
  return receiptPage(receipt, terms, language).replaceAll(/\s+/g, ' ');
}

test('it says who asked, when in Malaysia, on what ground and for which limb of section 13', () => {
  const page = pageOf({ leaf: { ...leafOf(log.stored[1]!.leaf)!, purpose: 'PUBLIC_INTEREST' } });
  for (const said of [
    'Agency client: a system of a partner agency',
    'Agency (code): ngo',
    '22 November 2026, 12:00:01 (Malaysian time, UTC+8)',
    '1 January 2027, 00:30:00',
    'Public interest: Act 864 s.13(d)',
    'Legal basis: Agreement: with a state, an NGO or a private hospital, outside Act 864',
    'Number of the agreement: AGR-7',
    'aid (opened by: Agreement)',
    'address and contact - The mobile number [Person.phone]',
  ])
    expect(page).toContain(said);
  const malay = pageOf({}, 'ms');
  for (const said of [
    '22 November 2026, 12:00:01 (waktu Malaysia',
    'alamat dan perhubungan',
    'telefon bimbit',
  ])
    expect(malay).toContain(said);
});

test('subjects of whom the same was told stand together, under a pseudonym that is of this receipt alone', () => {
  const page = pageOf({});
  expect(page).toMatch(/- Person \([0-9a-f]{16}\), Person \([0-9a-f]{16}\): - aid/);
  for (const key of KEYS) expect(page).not.toContain(key);
  const other = pageOf({ leaf: leafOf(log.stored[2]!.leaf)! });
  const named = (text: string) => text.match(/[0-9a-f]{16}(?=\))/g);
  expect(named(other)).not.toEqual(named(page));
});

test('a citizen’s account is not shown, and a sealed or veiled receipt says that it is', () => {
  const own: ReceiptHeader = { ...header, viewer: { kind: 'CITIZEN', id: 'account-of-a-citizen' } };
  expect(pageOf({ header: own })).not.toContain('account-of-a-citizen');
  expect(pageOf({ header: { ...header, sealed: true } })).toContain('no person’s access log shows it');
  const veiled: ReceiptEntry = { ...povertyEntry(KEYS[0]!), veiled: true };
  expect(pageOf({ entries: [veiled] })).toContain('the agency is not named');
});

test('what is gone is said to be gone: by schedule with its day, or because what arrived did not fit', () => {
  const retiredAt = new Date('2029-01-01T00:00:00Z');
  const retired = pageOf({ header: null, entries: null, retiredAt });
  expect(retired).toContain('were destroyed by schedule on 1 January 2029, 08:00:00');
  expect(retired).not.toContain('client-of-ngo');
  expect(pageOf({ header: null, entries: null })).toContain('see receipt.conflict');
});

test('a derived field says from what; a field of no known class, and nobody found, are said too', () => {
  const derived: ReceiptEntry = {
    ...{ subject: { type: 'Household', key: KEYS[0]! }, veiled: false },
    told: [
      {
        class: 'poverty.status',
        ground: 'CONSENT',
        fields: ['Household.nowhere'],
        from: ['income', 'assets'],
      },
    ],
    withheld: [{ class: null, fields: ['Query.unheardOf'] }],
  };
  const page = pageOf({ entries: [derived] });
  expect(page).toContain(
    'poverty status (opened by: Consent; computed from: income, assets) - Household.nowhere',
  );
  expect(page).toContain('fields of no known data class - Query.unheardOf');
  const nobody = { ...leafOf(log.stored[1]!.leaf)!, entries: 0 };
  expect(pageOf({ leaf: nobody, entries: [] })).toContain('Nobody was found within reach');
});

test('no line is longer than 80 columns, whatever stands in it, and nothing is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[!-~]{1,120}$/), { minLength: 1 }),
      fc.nat(4),
      (words, indent) => {
        const page = new Page();
        page.row('Label', words.join(' '));
        page.item(words.join(' '), indent);
        page.paragraph(words.join(' '), indent);
        const lines = page.text().split('\n');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
        const text = lines.join('').replaceAll(' ', '');
        expect(text).toBe(`Label:${words.join('')}-${words.join('')}${words.join('')}`);
      },
    ),
  );
});
