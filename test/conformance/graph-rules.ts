import { emptyPlacing, isKey, Placer } from './graph-place.ts';
import { makeField, type Types } from './graph-types.ts';
import type { FieldModel, ObjectModel } from './model.ts';
import type { Random } from './random.ts';
import { type Clause, type Rule, randomClause } from './rule.ts';
import { LEAF_TYPES } from './words.ts';

/** Adds `@provides`, `@requires` and rules to types that have their places. */
function furnish(types: Types, random: Random): void {
  const entities = [...types.objects.values()].filter(({ keys }) => keys.length > 0);
  for (const type of entities) for (const field of type.fields.values()) provide(types, field, random);
  writeRules(types, random);
  for (const type of entities) addComputed(types, type, random);
}

/** Some links bring a field of their target along, which their subgraph does not resolve otherwise. */
function provide(types: Types, field: FieldModel, random: Random): void {
  const target = types.objects.get(field.type.name);
  const subgraph = random.pick([...field.at.keys()]);
  const placing = field.at.get(subgraph);
  if (target === undefined || target.keys.length === 0 || placing === undefined || !random.chance(50)) return;
  const provided = plainFields(target).find((one) => !one.at.has(subgraph));
  if (provided === undefined) return;
  provided.at.set(subgraph, { ...emptyPlacing(), external: true });
  provided.shared = true;
  placing.provides = provided.name;
}

/** Leaf fields of built-in types that stand somewhere, are no keys and take nothing. */
function plainFields(type: ObjectModel): FieldModel[] {
  return [...type.fields.values()].filter(
    (field) =>
      field.args.length === 0 &&
      !isKey(type, field.name) &&
      /^(String|Int|Float|Boolean|ID)$/.test(field.type.name) &&
      [...field.at.values()].every(({ requires, external }) => requires === null && !external),
  );
}

/** Some fields are computed from others of other subgraphs. */
function addComputed(types: Types, type: ObjectModel, random: Random): void {
  for (const name of ['computed', 'derived']) {
    const subgraph = random.pick([...type.at.keys()]);
    const [needed] = random.shuffled(plainFields(type)).filter((one) => !one.at.has(subgraph));
    if (needed !== undefined && random.chance(60))
      addOneComputed(types, type, { name, subgraph, needed }, random);
  }
}

type Computed = { readonly name: string; readonly subgraph: number; readonly needed: FieldModel };

/** It asks what the needed field asks: composition demands it. */
function addOneComputed(
  types: Types,
  type: ObjectModel,
  { name, subgraph, needed }: Computed,
  random: Random,
) {
  const rule = together(needed);
  if (rule === null) return;
  const nested = random.chance(40) ? nestedNeed(types, type, subgraph) : null;
  needed.at.set(subgraph, { ...emptyPlacing(), external: true });
  nested?.field.at.set(subgraph, { ...emptyPlacing(), external: true });
  const field = makeField(name, random.pick(['Int', 'String!']));
  const requires = nested === null ? needed.name : `${needed.name} ${nested.selection}`;
  field.at.set(subgraph, { ...emptyPlacing(), requires, rule });
  type.fields.set(name, field);
}

/** An open field of an open value type or entity, which both subgraphs know. Of an entity the needed field becomes external too. */
function nestedNeed(types: Types, type: ObjectModel, subgraph: number) {
  for (const field of type.fields.values()) {
    const target = types.objects.get(field.type.name);
    const isOpen = [...field.at.values()].every(({ rule, external }) => rule.length === 0 && !external);
    if (target === undefined || !isOpen || field.args.length > 0 || target === type) continue;
    if (field.at.has(subgraph) || !target.at.has(subgraph) || isRuled(target)) continue;
    const isValue = target.keys.length === 0;
    const inner = plainFields(target).find(
      ({ at }) => at.has(subgraph) === isValue && [...at.values()].every(({ rule }) => rule.length === 0),
    );
    if (inner === undefined) continue;
    if (!isValue) inner.at.set(subgraph, { ...emptyPlacing(), external: true });
    return { field, selection: `${field.name} { ${inner.name} }` };
  }
  return null;
}

function isRuled(type: ObjectModel): boolean {
  return [...type.at.values()].some(({ rule }) => rule.length > 0);
}

/** The rules of all subgraphs as one; null where one directive of each kind cannot say it. */
function together(field: FieldModel): Rule | null {
  const clauses = new Map<Clause['kind'], Clause>();
  for (const clause of [...field.at.values()].flatMap(({ rule }) => rule)) {
    const known = clauses.get(clause.kind);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(clause)) return null;
    clauses.set(clause.kind, clause);
  }
  return [...clauses.values()];
}

/** Rules on fields, types, scalars and enums; on a shared field each subgraph may write its own, and all of them hold. */
function writeRules(types: Types, random: Random): void {
  for (const type of types.objects.values()) writeTypeRules(type, random);
  for (const field of types.query.fields.values()) writeFieldRule(field, RARE, random);
  const added = [...types.faces.values()].flatMap(({ objectFields }) => [...objectFields.values()]);
  for (const field of added) writeFieldRule(field, OFTEN, random);
  for (const { at } of types.leaves.values()) {
    const [subgraph] = random.shuffled([...at.keys()]);
    if (subgraph !== undefined && random.chance(12)) at.set(subgraph, [randomClause(random)]);
  }
}

function writeTypeRules(type: ObjectModel, random: Random): void {
  if (random.chance(15)) writeRule([...type.at.values()], random);
  for (const field of type.fields.values())
    writeFieldRule(field, isKey(type, field.name) ? RARE : OFTEN, random);
}

/** How many of a hundred fields bear a rule: root fields and keys fewer, so that there is something left to ask. */
const OFTEN = 32;
const RARE = 8;

function writeFieldRule({ at }: FieldModel, percent: number, random: Random): void {
  const own = [...at.values()].filter(({ external }) => !external);
  if (random.chance(percent)) writeRule(own, random);
}

function writeRule(placings: readonly { rule: Rule }[], random: Random): void {
  for (const [index, placing] of random.shuffled(placings).entries()) {
    if (index > 0 && random.chance(50)) continue;
    const one = randomClause(random);
    const two = randomClause(random);
    placing.rule = random.chance(20) && one.kind !== two.kind ? [one, two] : [one];
  }
}

/** A whole set of types, distributed and furnished. */
export function distribute(types: Types, random: Random, subgraphs: number): void {
  new Placer(types, random, subgraphs).placeAll();
  furnish(types, random);
  for (const name of Object.keys(LEAF_TYPES))
    if (types.leaves.get(name)?.at.size === 0) types.leaves.delete(name);
  for (const [name, { at }] of types.objects) if (at.size === 0) types.objects.delete(name);
  for (const [name, { at }] of types.unions) if (at.size === 0) types.unions.delete(name);
  for (const [name, { at }] of types.faces) if (at.size === 0) types.faces.delete(name);
}
