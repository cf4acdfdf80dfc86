import { expect, test } from 'vitest';
import { supergraph } from './sdl.ts';
import { readTerms } from './terms.ts';

test('fields, arguments, input fields and values are called as their descriptions say', () => {
  const terms = readTerms(`
    type Person {
      "The full name, as JPN has it (nama penuh)."
      name: String
      """
      Who looked at this person, newest first (log capaian; RFC 6962). For the person alone.

      More.
      """
      accessLog("How many, 1 to 100 (bilangan)." first: Int): String
    }
    "Which ones (tapisan)."
    input Filter { "Only of this agency (kod agensi)." agency: String  untold: String }
    enum Purpose { "Service delivery (Penyampaian Perkhidmatan): Act 864 s.13(a)." SERVICE_DELIVERY }`);

  expect([...terms]).toEqual([
    ['Person.name', { en: 'The full name, as JPN has it', ms: 'nama penuh', meaning: null }],
    ['Person.accessLog', { en: 'Who looked at this person, newest first', ms: 'log capaian', meaning: null }],
    ['Person.accessLog(first:)', { en: 'How many, 1 to 100', ms: 'bilangan', meaning: null }],
    ['Filter.agency', { en: 'Only of this agency', ms: 'kod agensi', meaning: null }],
    [
      'Purpose.SERVICE_DELIVERY',
      { en: 'Service delivery', ms: 'Penyampaian Perkhidmatan', meaning: 'Act 864 s.13(a).' },
    ],
  ]);
});

test('every purpose, legal basis, ground and kind that a receipt can hold has a term in the composed graph', () => {
  const terms = readTerms(supergraph());
  for (const coordinate of [
    ...['SERVICE_DELIVERY', 'LIFE_HEALTH_SAFETY', 'PUBLIC_EMERGENCY', 'PUBLIC_INTEREST'].map(
      (value) => `Purpose.${value}`,
    ),
    ...['ACT_864', 'AGREEMENT', 'CONSENT', 'EMERGENCY', 'STATUTORY_DUTY'].map(
      (value) => `LegalBasis.${value}`,
    ),
    ...['SELF', 'POSTING', 'AGREEMENT', 'CONSENT', 'INCIDENT'].map((value) => `AccessGround.${value}`),
    ...['AGENCY_CLIENT', 'OFFICER', 'CITIZEN', 'SYSTEM', 'ANONYMOUS'].map((value) => `AccessViewer.${value}`),
    ...['ANSWER', 'INTENT', 'OUTCOME'].map((value) => `ReceiptKind.${value}`),
    ...['PERSON', 'HOUSEHOLD'].map((value) => `AccessSubject.${value}`),
  ])
    expect(terms.get(coordinate), coordinate).toBeDefined();
});
