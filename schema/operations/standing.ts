import { type Assurance, classesOfAssurance } from '../assurance.ts';
import { classSet, closure, type DataClass } from '../classes.ts';
import type { Standing } from '../decision/decide.ts';
import { classesOfPurpose, type Purpose } from '../purpose.ts';

/** An agreement as its client uses it: what it names, for what, and what the client's tokens say. */
export type UsedAgreement = {
  readonly classes: readonly DataClass[];
  readonly purpose: Purpose;
  readonly assurance: Assurance;
  readonly scopes: readonly string[];
};

/** What is opened of anyone at the most: cut by purpose and assurance, closed over what is implied (access §3). */
export function standingOf({ classes, purpose, assurance, scopes }: UsedAgreement): Standing {
  const named = classSet(classes);
  const forPurpose = closure(named & classesOfPurpose(purpose));
  const open = closure(named & classesOfPurpose(purpose) & classesOfAssurance(assurance));
  const cut = { purpose: closure(named) & ~forPurpose, assurance: forPurpose & ~open };
  return {
    viewer: { scopes },
    basis: {
      ...{ kind: 'AGREEMENT', id: '', agency: '', purpose, legalBasis: '', areas: ['MY'], population: 'ALL' },
      ...{ classes: open, cut },
    },
    areGroundsKnown: true,
  };
}
