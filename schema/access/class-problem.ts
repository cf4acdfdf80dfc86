import { type DataClass, isDataClass } from '../classes.ts';
import type { Access, InputRule } from './read.ts';
import { asksNothing, type Requirement } from './requirement.ts';

const CLASS_TAG = 'class:';

/** The one class that a rule names; null where it names none, or anything but exactly one known class. */
export function classOf({ policies }: Pick<Requirement, 'policies'>): DataClass | null {
  const [all, ...others] = policies;
  const [name, ...more] = all ?? [];
  return name !== undefined && isDataClass(name) && others.length === 0 && more.length === 0 ? name : null;
}

/** The classes that tags such as `class:poverty` name, known or not. */
export function taggedClasses(tags: ReadonlySet<string>): readonly string[] {
  return [...tags].filter((tag) => tag.startsWith(CLASS_TAG)).map((tag) => tag.slice(CLASS_TAG.length));
}

/** Every rule of the supergraph that is not exactly one class of the closed list (access §2), a sentence each; empty where all is well. */
export function classProblems(access: Access): readonly string[] {
  return [
    ...[...access.types.values()].flatMap(({ name, own }) => ruleProblems(name, own)),
    ...[...access.fields.values()].flatMap(({ coordinate, own }) => ruleProblems(coordinate, own)),
    ...[...access.fields.values()]
      .filter(({ own, tags }) => tags.has('public') && !asksNothing(own))
      .map(({ coordinate }) => `${coordinate} is public and ruled at once.`),
    ...[...access.inputs.values()].flatMap(tagProblems),
  ].toSorted();
}

function ruleProblems(coordinate: string, { scopes, policies }: Requirement): string[] {
  const problems: string[] = [];
  if (scopes.length > 0)
    problems.push(`${coordinate} asks for scopes: what may be seen of a subject is said by its class.`);
  if (policies.length > 0 && classOf({ policies }) === null)
    problems.push(`${coordinate} must name exactly one known data class, not ${JSON.stringify(policies)}.`);
  return problems;
}

function tagProblems({ coordinate, tags }: InputRule): string[] {
  const classes = taggedClasses(tags);
  const unknown = classes
    .filter((word) => !isDataClass(word))
    .map((word) => `${coordinate}: ${word} is no data class.`);
  return classes.length > 1 ? [`${coordinate} names two classes.`, ...unknown] : unknown;
}
