import { expect, test } from 'vitest';
import { generatedTypes } from './generate.ts';

const files = new Map(
  (await generatedTypes()).map(({ path, text }) => [path.split('/').slice(-2).join('/'), text]),
);
const aid = files.get('aid/types.generated.ts') ?? '';
const person = files.get('person/types.generated.ts') ?? '';

test('a row that the room exports under a type’s name stands behind the type, and behind its file', () => {
  expect(aid).toContain('Application: ResolverTypeWrapper<ApplicationRow>;');
  expect(aid).toContain('ApplicationFile: ResolverTypeWrapper<ApplicationRow>;');
});

test('a subject is a reference in every room but its own', () => {
  expect(aid).toContain("import type { Reference } from '@seisi/host/context';");
  expect(aid).toContain('Person: ResolverTypeWrapper<Reference>;');
  expect(person).toContain('Person: ResolverTypeWrapper<PersonRow>;');
});

test('scalars have the shapes that tables use', () => {
  expect(person).toContain('Date: { input: string; output: string; }');
  expect(person).toContain('DateTime: { input: Date; output: Date; }');
  expect(person).toContain('Sen: { input: number; output: number; }');
});

test('generating twice gives the same bytes', async () => {
  const again = await generatedTypes();
  expect(again.map(({ text }) => text)).toEqual([...files.values()]);
});
