import type { GraphQLSchema } from 'graphql';
import type { Probe } from './probe.ts';
import { everythingOf, textOf } from './whole-question.ts';

/** Everything below the eligibility of one application of a person. */
export function ofApplication(schema: GraphQLSchema, person: string, application: string): Probe {
  const [name, type] = ['applicationEligibility', 'ApplicationEligibility'];
  const below = everythingOf(schema, schema.getType(type)!);
  const asked = { name, coordinate: `Person.${name}`, below };
  return {
    question: {
      query: `{ person(id: "${person}") { ${name}(application: "${application}") ${textOf(below)} } }`,
    },
    fields: [{ name: 'person', coordinate: 'Query.person', below: new Map([['Person', [asked]]]) }],
    argument: { coordinate: `Person.${name}(application:)`, path: ['person', name] },
  };
}

/** Whether a person meets the criteria of a scheme. */
export function eligibility(person: string, scheme: string): Probe {
  const name = 'eligible';
  const leaves = ['answer', 'because'].map((leaf) => ({
    name: leaf,
    coordinate: `Eligibility.${leaf}`,
    below: new Map(),
  }));
  const asked = { name, coordinate: `Person.${name}`, below: new Map([['Eligibility', leaves]]) };
  return {
    question: {
      query: `{ person(id: "${person}") { ${name}(scheme: "${scheme}") { answer because } } }`,
    },
    fields: [{ name: 'person', coordinate: 'Query.person', below: new Map([['Person', [asked]]]) }],
    argument: { coordinate: `Person.${name}(scheme:)`, path: ['person', name] },
  };
}
