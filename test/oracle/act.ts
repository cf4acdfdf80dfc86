import { Closed, type Withheld } from './closed.ts';
import { collect, type Question } from './document.ts';
import type { ExpectedError } from './expected-error.ts';
import type { World } from './field.ts';
import type { Ground } from './ground.ts';
import { reasonClosed } from './limit.ts';
import type { Registry } from './registry.ts';

const ON_PAPER = ['recordPaperConsent', 'confirmPaperConsent'];

const OF_DATA_OFFICERS = ['answerContest', 'extendContest'];

/**
 * Why a mutation is refused before anything of it runs (access §5: arguments, input and payload are decided whole), or nothing where it may
 * run. What comes of one that runs is not said here.
 */
export function refusalOf(question: Question, { registry, token, ground }: World): readonly ExpectedError[] {
  const closed = new Closed(question, { authenticated: token !== null, classes: ground.ceiling });
  for (const [, nodes] of collect(question, 'Mutation', [question.operation.selectionSet])) {
    const first = closed.at('Mutation', nodes) ?? closed.below('Mutation', nodes)[0];
    const coordinate = `Mutation.${nodes[0]?.name.value}`;
    if (first !== undefined)
      return [refused(first, reasonClosed(ground.limit, ground.named, first.dataClass))];
    const reason = whyNotTheirs(nodes[0]?.name.value ?? '', ground, registry);
    if (reason !== null) return [refused({ coordinate, dataClass: null }, reason)];
  }
  return [];
}

/** Consent an adult gives with the own token, or on paper, which officers take down; a contest a citizen raises and a data officer answers. */
function whyNotTheirs(act: string, ground: Ground, registry: Registry): string | null {
  if (act === 'contestAccess') return ground.kind === 'SELF' ? null : 'CLASS_NOT_IN_BASIS';
  if (OF_DATA_OFFICERS.includes(act)) return isDataOfficer(ground) ? null : 'CLASS_NOT_IN_BASIS';
  const kind = ON_PAPER.includes(act) ? 'POSTING' : 'SELF';
  if (ground.kind !== kind) return 'CLASS_NOT_IN_BASIS';
  return ground.kind === 'SELF' && !registry.isAdult(ground.person) ? 'NOT_FOR_THIS_SUBJECT' : null;
}

function refused({ coordinate, dataClass }: Withheld, reason: string): ExpectedError {
  const named = dataClass === null ? {} : { class: dataClass };
  return { path: null, code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate, ...named, reason };
}

/** A posting with cases about receipts. */
function isDataOfficer({ kind, ceiling }: Ground): boolean {
  return kind === 'POSTING' && ceiling.has('receipts') && ceiling.has('case');
}
