import { expect, test } from 'vitest';
import { enumValuesHaveLabels } from './enum-values-have-labels.ts';
import { findings } from './testing.ts';

test.each(['Female: even.', 'Perempuan', 'Female (): even.', 'Female (Perempuan)', '(Perempuan): even.'])(
  'a value described as "%s" is found',
  (text) => {
    expect(findings(enumValuesHaveLabels, ['Female (Perempuan): even.', text])).toEqual([
      'Sex.FEMALE has no labels: write "English (Malay): meaning."',
    ]);
  },
);
