import { expect, test } from 'vitest';
import { CLASS_NAMES } from './class-names.ts';
import { DATA_CLASSES } from './classes.ts';
import type { WithheldReason } from './errors.ts';
import { sentenceOf } from './sentence.ts';

const REASONS: readonly (WithheldReason | null)[] = [
  null,
  'CLASS_NOT_IN_BASIS',
  'PURPOSE',
  'ASSURANCE',
  'NOT_FOR_THIS_SUBJECT',
  'SOURCE_UNAVAILABLE',
];

test('each class has a name of its own in each language', () => {
  for (const language of ['en', 'ms'] as const)
    expect(new Set(DATA_CLASSES.map((name) => CLASS_NAMES[name][language])).size).toBe(DATA_CLASSES.length);
});

test('the sentence of each reason names the class in its own language, and no two say the same', () => {
  for (const dataClass of DATA_CLASSES) {
    const sentences = REASONS.map((reason) => sentenceOf(reason, dataClass));
    for (const { en, ms } of sentences) {
      expect(en).toContain(`“${CLASS_NAMES[dataClass].en}”`);
      expect(ms).toContain(`“${CLASS_NAMES[dataClass].ms}”`);
    }
    expect(new Set(sentences.flatMap(({ en, ms }) => [en, ms])).size).toBe(2 * REASONS.length);
  }
});

test('without a class of the list, a sentence names none', () => {
  for (const reason of REASONS)
    for (const dataClass of [null, 'no class', '__proto__']) {
      const { en, ms } = sentenceOf(reason, dataClass);
      expect(`${en} ${ms}`).not.toMatch(/[{}“”]/);
      expect(en).not.toBe(ms);
    }
});
