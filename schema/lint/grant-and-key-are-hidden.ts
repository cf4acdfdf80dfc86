import { type Field, type Finding, type Graph, roomsOf } from './graph.ts';

/** The room that owns the subjects, by its name in the supergraph (access §4). */
const HOME = 'PERSON';

/** `key`, `grant` and `facts` of a subject are hidden, and no room but the subjects' own resolves `grant`, `facts` or `id` (access §4, §10). */
export function grantAndKeyAreHidden(graph: Graph): Finding[] {
  return graph.fields.filter(({ owner }) => graph.subjects.has(owner.name)).flatMap(faults);
}

function faults(field: Field): Finding[] {
  const { coordinate, definition, marks } = field;
  const findings: Finding[] = [];
  if (['key', 'grant', 'facts'].includes(definition.name) && !marks.hidden)
    findings.push({ coordinate, message: 'must be @inaccessible' });
  if (marks.hidden && (marks.classes.length > 0 || marks.authenticated || marks.public))
    findings.push({ coordinate, message: 'is hidden and carries no other access directive' });
  if (['id', 'grant', 'facts'].includes(definition.name)) {
    const strangers = roomsOf(field).filter((room) => room !== HOME);
    if (strangers.length > 0)
      findings.push({ coordinate, message: `is resolved by ${strangers.join(', ')}; only ${HOME} may` });
  }
  return findings;
}
