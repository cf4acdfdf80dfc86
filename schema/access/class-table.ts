import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { type DataClass, isDataClass } from '../classes.ts';
import { classOf, classProblems, taggedClasses } from './class-problem.ts';
import type { Access, FieldRule } from './read.ts';

/** What the composed supergraph says of one field: its data class, or why it has none. `unmarked` is closed to everyone. */
export type FieldAccess =
  | { readonly kind: 'class'; readonly dataClass: DataClass }
  | { readonly kind: 'authenticated' | 'public' | 'hidden' | 'unmarked' };

/** One line of the auditor's page. */
export type ClassRow = {
  readonly coordinate: string;
  readonly kind: FieldAccess['kind'] | 'argument';
  readonly dataClass: DataClass | null;
};

/** The composed access table of the registry (access §2), for rooms, lint and the auditor's page. */
export type ClassTable = {
  /** `unmarked` for a coordinate that the supergraph does not have. */
  field(typeName: string, fieldName: string): FieldAccess;
  /** The class that an argument filters, sorts or counts by; null where it has none. */
  argument(typeName: string, fieldName: string, argumentName: string): DataClass | null;
  /** The class that an input field filters by; null where it has none. */
  inputField(inputName: string, fieldName: string): DataClass | null;
  /** The classes of every argument and input field that these coerced arguments hold, each once. An absent one asks for nothing. */
  classesOfArguments(
    typeName: string,
    fieldName: string,
    values: Readonly<Record<string, unknown>>,
  ): readonly DataClass[];
  /** Whether any argument of the field, or what it can hold, has a class. */
  takesClasses(typeName: string, fieldName: string): boolean;
  /** Object types that carry a grant: the people and households that access is about. */
  readonly subjects: ReadonlySet<string>;
  /** Other entities: the files by which records are met from outside. */
  readonly files: ReadonlySet<string>;
  /** Types of reference data for authenticated viewers. */
  readonly reference: ReadonlySet<string>;
  /** Every field, and every argument, input field or enum value with a class, sorted by coordinate. */
  rows(): readonly ClassRow[];
};

const UNMARKED: FieldAccess = Object.freeze({ kind: 'unmarked' });

/**
 * The class table of a supergraph. Throws, naming every coordinate, where a rule is not exactly one class of the closed list. A `foreign`
 * graph is no registry: it may rule by scopes and by several policies at once, and none of its types is a subject or a file.
 */
export function classTable(access: Access, { foreign = false } = {}): ClassTable {
  const problems = foreign ? [] : classProblems(access);
  if (problems.length > 0)
    throw new Error(`The supergraph has rules that are no data class:\n${problems.join('\n')}`);

  const fields = new Map(
    [...access.fields].map(([coordinate, rule]) => [coordinate, fieldAccess(access, rule)]),
  );
  const inputs = new Map(
    [...access.inputs].map(([coordinate, rule]) => [
      coordinate,
      taggedClasses(rule.tags).find(isDataClass) ?? null,
    ]),
  );
  const types = [...access.types.values()];
  const objects = foreign ? [] : types.filter(({ name }) => isObjectType(access.schema.getType(name)));
  const subjects = new Set(
    objects.map(({ name }) => name).filter((name) => access.fields.get(`${name}.grant`)?.hidden),
  );
  return {
    subjects,
    files: new Set(
      objects.filter(({ name, entity }) => entity && !subjects.has(name)).map(({ name }) => name),
    ),
    reference: new Set(types.filter(({ tags }) => tags.has('reference')).map(({ name }) => name)),
    field: (typeName, fieldName) => fields.get(`${typeName}.${fieldName}`) ?? UNMARKED,
    argument: (typeName, fieldName, argumentName) =>
      inputs.get(`${typeName}.${fieldName}(${argumentName}:)`) ?? null,
    inputField: (inputName, fieldName) => inputs.get(`${inputName}.${fieldName}`) ?? null,
    takesClasses: (typeName, fieldName) => takesClasses(access, inputs, `${typeName}.${fieldName}`),
    classesOfArguments: (typeName, fieldName, values) =>
      argumentClasses(access, inputs, `${typeName}.${fieldName}`, values),
    rows: () => rowsOf(fields, inputs),
  };
}

/** Its own class, else its parent type's, else that of the type it returns; then what else is said of it. */
function fieldAccess(access: Access, rule: FieldRule): FieldAccess {
  const parent = access.types.get(rule.parent);
  const returned = access.types.get(rule.type);
  if (rule.hidden || parent?.hidden || returned?.hidden) return { kind: 'hidden' };
  const rules = [rule, parent, returned].filter((each) => each !== undefined);
  for (const { requirement } of rules) {
    const dataClass = classOf(requirement);
    if (dataClass !== null) return { kind: 'class', dataClass };
  }
  if (rules.some(({ requirement }) => requirement.authenticated)) return { kind: 'authenticated' };
  return rule.tags.has('public') ? { kind: 'public' } : UNMARKED;
}

type Inputs = ReadonlyMap<string, DataClass | null>;

function argumentClasses(
  access: Access,
  inputs: Inputs,
  coordinate: string,
  values: Readonly<Record<string, unknown>>,
): readonly DataClass[] {
  const found = new Set<DataClass>();
  for (const argument of argumentsOf(access, coordinate)) {
    if (!Object.hasOwn(values, argument.name) || values[argument.name] === undefined) continue;
    add(found, inputs.get(`${coordinate}(${argument.name}:)`));
    addWithin(found, inputs, argument.type, values[argument.name]);
  }
  return [...found];
}

function takesClasses(access: Access, inputs: Inputs, coordinate: string): boolean {
  return argumentsOf(access, coordinate).some(
    ({ name, type }) =>
      inputs.get(`${coordinate}(${name}:)`) != null || holdsClasses(inputs, getNamedType(type), new Set()),
  );
}

/** Whether a field of an input type, or a value of an enum, has a class, however deep. */
function holdsClasses(inputs: Inputs, type: GraphQLNamedInputType, seen: Set<string>): boolean {
  if (seen.has(type.name)) return false;
  seen.add(type.name);
  if (isEnumType(type))
    return type.getValues().some(({ name }) => inputs.get(`${type.name}.${name}`) != null);
  if (!isInputObjectType(type)) return false;
  return Object.values(type.getFields()).some(
    (field) =>
      inputs.get(`${type.name}.${field.name}`) != null ||
      holdsClasses(inputs, getNamedType(field.type), seen),
  );
}

function argumentsOf(access: Access, coordinate: string): readonly GraphQLArgument[] {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = access.schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[fieldName]?.args ?? []) : [];
}

function addWithin(found: Set<DataClass>, inputs: Inputs, wrapped: GraphQLInputType, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) addWithin(found, inputs, wrapped, item);
    return;
  }
  const type = getNamedType(wrapped);
  if (typeof value === 'string') add(found, inputs.get(`${type.name}.${value}`));
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return;
  for (const field of Object.values(type.getFields())) {
    const part: unknown = Object.hasOwn(value, field.name) ? Reflect.get(value, field.name) : undefined;
    if (part === undefined) continue;
    add(found, inputs.get(`${type.name}.${field.name}`));
    addWithin(found, inputs, field.type, part);
  }
}

function add(found: Set<DataClass>, dataClass: DataClass | null | undefined): void {
  if (dataClass != null) found.add(dataClass);
}

function rowsOf(fields: ReadonlyMap<string, FieldAccess>, inputs: Inputs): readonly ClassRow[] {
  const rows: ClassRow[] = [];
  for (const [coordinate, access] of fields) {
    if (!coordinate.startsWith('__'))
      rows.push({
        coordinate,
        kind: access.kind,
        dataClass: access.kind === 'class' ? access.dataClass : null,
      });
  }
  for (const [coordinate, dataClass] of inputs) {
    if (dataClass !== null) rows.push({ coordinate, kind: 'argument', dataClass });
  }
  return rows.toSorted((left, right) => (left.coordinate < right.coordinate ? -1 : 1));
}
