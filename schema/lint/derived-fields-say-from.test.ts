import { expect, test } from 'vitest';
import { derivedFieldsSayFrom } from './derived-fields-say-from.ts';
import { findings } from './testing.ts';

const TAIL = '@policy(policies: [["aid"]]) @tag(name: "from:income")';

test('a field that is derived from a word of no class is found', () => {
  const found = findings(derivedFieldsSayFrom, ['"from:income"', '"from:wealth"']);
  expect(found).toEqual(['Person.fits is derived from "wealth", which is no data class']);
});

test('a derived field without a class of its own is found', () => {
  const found = findings(derivedFieldsSayFrom, [TAIL, '@authenticated @tag(name: "from:income")']);
  expect(found).toEqual(['Person.fits is derived and must have one class of its own']);
});

test('a field that asks for facts and does not say from what it is computed is found', () => {
  const found = findings(derivedFieldsSayFrom, [TAIL, '@policy(policies: [["aid"]])']);
  expect(found).toEqual(['Person.fits is computed from facts and says no class: @tag(name: "from:…")']);
});

test('a derived field that stands on no subject is found', () => {
  const name = '"Number (nombor)." reference: String @policy(policies: [["aid"]])';
  const found = findings(derivedFieldsSayFrom, [name, `${name} @tag(name: "from:income")`]);
  expect(found).toEqual(['Application.reference is derived and must stand on a subject']);
});

test('no room can compute from a classified field itself: composition refuses to require one without its class', () => {
  const required: readonly (readonly [string, string])[] = [
    ['  facts: Facts @external\n', '  facts: Facts @external\n  name: String @external\n'],
    ['"grant facts"', '"grant facts name"'],
  ];
  expect(() => findings(derivedFieldsSayFrom, ...required)).toThrow(
    /Person\.fits.*does not specify necessary/s,
  );
});
