import { Closed, type Withheld } from './closed.ts';
import { collect, type Question } from './document.ts';
import type { ExpectedError } from './expected-error.ts';
import type { World } from './field.ts';
import { reasonClosed } from './limit.ts';

/**
 * Why a mutation is refused before anything of it runs (access §5: arguments, input and payload are decided whole), or nothing where it may
 * run. What comes of one that runs is not said here.
 */
export function refusalOf(question: Question, { registry, token, ground }: World): readonly ExpectedError[] {
  const closed = new Closed(question, { authenticated: token !== null, classes: ground.ceiling });
  const isGiver = ground.kind === 'SELF' && registry.isAdult(ground.person);
  for (const [, nodes] of collect(question, 'Mutation', [question.operation.selectionSet])) {
    const first = closed.at('Mutation', nodes) ?? closed.below('Mutation', nodes)[0];
    const coordinate = `Mutation.${nodes[0]?.name.value}`;
    if (first !== undefined)
      return [refused(first, reasonClosed(ground.limit, ground.named, first.dataClass))];
    // All there is to do is to consent: an adult does, with the own token.
    if (!isGiver)
      return [
        refused(
          { coordinate, dataClass: null },
          ground.kind === 'SELF' ? 'NOT_FOR_THIS_SUBJECT' : 'CLASS_NOT_IN_BASIS',
        ),
      ];
  }
  return [];
}

function refused({ coordinate, dataClass }: Withheld, reason: string): ExpectedError {
  const named = dataClass === null ? {} : { class: dataClass };
  return { path: null, code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate, ...named, reason };
}
