import { bitOf, classSet, type DataClass } from '@seisi/schema/classes';
import type { ReceiptEntry } from '@seisi/schema/receipt/receipt';
import { expect, test } from 'vitest';
import type { Mark, Marks } from './marks.ts';
import { type Opening, ToldTexts } from './told-texts.ts';

const mark = (dataClass: DataClass | null, isWithheld = false): Mark => ({
  ...{ field: `Person.${dataClass}`, dataClass, isWithheld, from: [] },
});
const IDENTITY = 0b001;
const INCOME = 0b010;
const WITHHELD = 0b100;
const marks = { id: 1, all: [mark('identity'), mark('income'), mark('income', true)] } as unknown as Marks;
/** An agreement opens the identity, an incident the income. */
const added: Opening = {
  ...{ basis: 'AGREEMENT', classes: classSet(['identity', 'income']), byConsent: 0 },
  ...{ byIncident: bitOf('income'), incidents: ['INC-1', 'INC-2'] },
};
const alone: Opening = { ...added, classes: bitOf('income') };
const texts = new ToldTexts();

const under = (bits: number, opening: Opening) =>
  (JSON.parse(`{${texts.told(marks, [bits], opening, false)}`) as ReceiptEntry).under;

test('an entry names every incident where one opened something that was told', () => {
  expect(under(INCOME, added)).toEqual(['INC-1', 'INC-2']);
  expect(under(IDENTITY | INCOME, added)).toEqual(['INC-1', 'INC-2']);
  expect(under(INCOME, { ...added, incidents: ['INC-3'] })).toEqual(['INC-3']);
});

test('it names none where the rest was told, or what one opens was withheld', () => {
  expect(under(IDENTITY, added)).toBeUndefined();
  expect(under(IDENTITY | WITHHELD, added)).toBeUndefined();
  expect(under(0, added)).toBeUndefined();
  expect(under(INCOME, { ...added, byIncident: 0, incidents: [] })).toBeUndefined();
});

test('it names them whatever was told of a subject that nothing else opens: that it is on record is told', () => {
  for (const bits of [0, WITHHELD, INCOME]) expect(under(bits, alone)).toEqual(['INC-1', 'INC-2']);
});
