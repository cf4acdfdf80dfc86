import { expect, test } from 'vitest';
import { everyFieldIsCovered } from './every-field-is-covered.ts';
import { findings } from './testing.ts';

const NAME = 'name: String @policy(policies: [["identity"]])';

test.each([
  ['no mark at all', 'name: String', 'Person.name says nothing about access, so it is closed'],
  [
    'no class',
    'name: String @authenticated',
    'Person.name is a leaf below a subject or file and has no class',
  ],
  [
    'an unknown class',
    'name: String @policy(policies: [["nickname"]])',
    'Person.name "nickname" is no data class',
  ],
  [
    'two classes',
    'name: String @policy(policies: [["identity", "contact"]])',
    'Person.name has 2 classes (identity, contact); exactly one may stand',
  ],
  [
    'either of two classes',
    'name: String @policy(policies: [["identity"], ["contact"]])',
    'Person.name has 2 classes (identity, contact); exactly one may stand',
  ],
  [
    'a flat list',
    'name: String @policy(policies: ["identity"])',
    'Person.name @policy holds a flat list; write [["class"]]',
  ],
  [
    'an empty list',
    'name: String @policy(policies: [])',
    'Person.name @policy holds an empty list; write [["class"]]',
  ],
  [
    'an empty inner list',
    'name: String @policy(policies: [[]])',
    'Person.name @policy holds an empty list; write [["class"]]',
  ],
  [
    'public beside a class',
    `${NAME} @tag(name: "public")`,
    'Person.name public stands beside another directive',
  ],
])('a leaf of a subject with %s is found', (_what, is, finding) => {
  expect(findings(everyFieldIsCovered, [NAME, is])).toEqual([finding]);
});

test('structure and roots without a mark are found', () => {
  expect(
    findings(
      everyFieldIsCovered,
      ['id: ID!): Person @authenticated', 'id: ID!): Person'],
      ['pageInfo: PageInfo! @authenticated', 'pageInfo: PageInfo!'],
    ),
  ).toEqual([
    'PersonConnection.pageInfo says nothing about access, so it is closed',
    'Query.person says nothing about access, so it is closed',
  ]);
});

test('a class of a type beside a class of its field is two classes', () => {
  expect(
    findings(everyFieldIsCovered, ['line: String', 'line: String @policy(policies: [["contact"]])']),
  ).toEqual(['Address.line has 2 classes (contact, contact); exactly one may stand']);
});

test('a class on a subject, a file, an enum or a scalar is found', () => {
  expect(findings(everyFieldIsCovered, ['enum Sex', 'enum Sex @policy(policies: [["identity"]])'])).toEqual([
    'Sex a class may not stand on a scalar or enum',
  ]);
  expect(
    findings(everyFieldIsCovered, [
      'type ApplicationFile',
      'type ApplicationFile @policy(policies: [["aid"]])',
    ]),
  ).toContain('ApplicationFile a class may not stand on a subject or file');
  expect(findings(everyFieldIsCovered, ['type State {', 'type State @policy(policies: []) {'])).toEqual([
    'State @policy holds an empty list; write [["class"]]',
  ]);
});

test('a class on an interface does not compose; the classes of what implements it stand there instead', () => {
  const person = (mark: string): [string, string] => [
    '"A person (orang)."\ntype Person',
    `"Named (bernama)."\ninterface Named { "Name (nama)." name: String ${mark} }\n"A person (orang)."\ntype Person implements Named`,
  ];
  expect(() => findings(everyFieldIsCovered, person('@policy(policies: [["identity"]])'))).toThrow(
    '@policy cannot be applied on interfaces',
  );
  expect(findings(everyFieldIsCovered, person(''))).toEqual([]);
});

test('reference data is entered from a record by a classed field only, and carries no class inside', () => {
  expect(
    findings(everyFieldIsCovered, [
      'scheme: Scheme @policy(policies: [["aid"]])',
      'scheme: Scheme @authenticated',
    ]),
  ).toEqual(['Application.scheme leads from a subject to reference data without a class']);
  expect(findings(everyFieldIsCovered, ['type Scheme @tag(name: "reference")', 'type Scheme'])).toEqual([
    'Scheme.name is a leaf below a subject or file and has no class',
  ]);
});
