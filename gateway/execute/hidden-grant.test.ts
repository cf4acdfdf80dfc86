import { buildSchema, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { askingGrants } from './hidden-grant.ts';

const schema = buildSchema(`
  type Query { person: Person file: File subject: Subject anyone: Being }
  interface Being { id: ID! }
  type Person implements Being { id: ID! key: ID! grant: String home: House }
  type House { id: ID! grant: String }
  type Ghost implements Being { id: ID! }
  type File { owner: Person }
  union Subject = Person | House
`);
const owners = new Map([
  ['Person', 'people'],
  ['House', 'people'],
]);

const ask = (text: string, room = 'people') => {
  const document = parse(text);
  const asked = askingGrants(document, room, { schema, owners });
  return asked === document ? 'as it was' : print(asked).replaceAll(/\s+/g, ' ');
};

test('wherever a subject is asked for its hidden id, it is asked for key and grant beside', () => {
  expect(ask('{ person { c_hidden_id: id home { c_hidden_id: id } } }')).toBe(
    '{ person { c_hidden_id: id home { c_hidden_id: id c_hidden_grant: grant } c_hidden_key: key c_hidden_grant: grant } }',
  );
});

test('an entity is known by its type condition, and what an interface asks of any of its types by theirs', () => {
  expect(
    ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on House { c_hidden_id: id } } }'),
  ).toContain('... on House { c_hidden_id: id c_hidden_grant: grant }');
  expect(ask('{ anyone { c_hidden_id: id } }')).toBe(
    '{ anyone { c_hidden_id: id ... on Person { c_hidden_key: key c_hidden_grant: grant } } }',
  );
});

test('what the planner asks of the same object itself is not asked twice', () => {
  expect(ask('{ person { key grant c_hidden_id: id } }')).toBe('as it was');
  expect(ask('{ person { grant c_hidden_id: id } }')).toBe(
    '{ person { grant c_hidden_id: id c_hidden_key: key } }',
  );
});

test('no room but the owner’s is asked, and nobody whose hidden id is not', () => {
  expect(ask('{ person { c_hidden_id: id } }', 'others')).toBe('as it was');
  expect(ask('{ person { id home { id } } file { owner { id } } }')).toBe('as it was');
});
