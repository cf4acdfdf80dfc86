import { argumentsSayTheirClass } from './arguments-say-their-class.ts';
import { classifiedLeafBelowSubject } from './classified-leaf-below-subject.ts';
import { closedLeavesAreNullable } from './closed-leaves-are-nullable.ts';
import { derivedFieldsSayFrom } from './derived-fields-say-from.ts';
import { derivedFieldsTakeNoThreshold } from './derived-fields-take-no-threshold.ts';
import { descriptionsNameTheMalayTerm } from './descriptions-name-the-malay-term.ts';
import { enumValuesHaveLabels } from './enum-values-have-labels.ts';
import { everyElementHasADescription } from './every-element-has-a-description.ts';
import { everyFieldIsCovered } from './every-field-is-covered.ts';
import { grantAndKeyAreHidden } from './grant-and-key-are-hidden.ts';
import { type GraphText, graphOf, type Rule } from './graph.ts';
import { idsAreOpaque } from './ids-are-opaque.ts';
import { listsArePaged } from './lists-are-paged.ts';
import { mutationsAreNullable } from './mutations-are-nullable.ts';
import { mutationsCanBeRepeated } from './mutations-can-be-repeated.ts';
import { publicNotBelowSubject } from './public-not-below-subject.ts';
import { subjectsAreListedAtHome } from './subjects-are-listed-at-home.ts';
import { subjectsComeWithAGrant } from './subjects-come-with-a-grant.ts';
import { wordsAreKnown } from './words-are-known.ts';

/** Every rule by the name under which it reports. */
export const RULES: Readonly<Record<string, Rule>> = {
  'arguments-say-their-class': argumentsSayTheirClass,
  'classified-leaf-below-subject': classifiedLeafBelowSubject,
  'closed-leaves-are-nullable': closedLeavesAreNullable,
  'derived-fields-say-from': derivedFieldsSayFrom,
  'derived-fields-take-no-threshold': derivedFieldsTakeNoThreshold,
  'descriptions-name-the-malay-term': descriptionsNameTheMalayTerm,
  'enum-values-have-labels': enumValuesHaveLabels,
  'every-element-has-a-description': everyElementHasADescription,
  'every-field-is-covered': everyFieldIsCovered,
  'grant-and-key-are-hidden': grantAndKeyAreHidden,
  'ids-are-opaque': idsAreOpaque,
  'lists-are-paged': listsArePaged,
  'mutations-are-nullable': mutationsAreNullable,
  'mutations-can-be-repeated': mutationsCanBeRepeated,
  'public-not-below-subject': publicNotBelowSubject,
  'subjects-are-listed-at-home': subjectsAreListedAtHome,
  'subjects-come-with-a-grant': subjectsComeWithAGrant,
  'words-are-known': wordsAreKnown,
};

/** Runs every rule; one line a finding, `rule: coordinate message`, sorted. */
export function lint(text: GraphText): string[] {
  const graph = graphOf(text);
  return Object.entries(RULES)
    .flatMap(([name, rule]) =>
      rule(graph).map(({ coordinate, message }) => `${name}: ${coordinate} ${message}`),
    )
    .sort();
}
