import type { ClassTable } from '@seisi/schema/access/class-table';
import { bitOf, type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, UNKNOWN_MESSAGE, withheld } from '@seisi/schema/errors';
import { type Grant, openGrant } from '@seisi/schema/grant';
import type { Passport } from '@seisi/schema/passport';
import { ceiling, reasonClosed } from '@seisi/schema/viewer';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { Context } from './context.ts';
import { guardReferences } from './guard-reference.ts';
import { bare, Held } from './held.ts';
import { holdResults } from './hold.ts';
import type { Subgraph } from './subgraph.ts';

/** What the guard is made of: the composed access table, and the room that it guards. */
export type GuardParts = { readonly table: ClassTable; readonly subgraph: Subgraph<unknown> };

/**
 * Puts the second floor before every resolver of a room (access §6): the passport's viewer, the class from the *composed* table, and the
 * grant of the subject that the value came with. Resolvers hold no access code. The schema is changed in place.
 */
export function guard(schema: GraphQLSchema, parts: GuardParts): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    // GraphQL's own types are shared by every schema of the process.
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_entities') continue;
      guardField(type, field, parts);
    }
  }
  guardReferences(schema, parts);
  return schema;
}

function guardField(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, Context<unknown>>,
  parts: GuardParts,
): void {
  const inner = field.resolve ?? defaultFieldResolver;
  const judge = judgeOf(type, field, parts);
  const hold = holdResults(field.type, parts);
  field.resolve = (parent, args, context, info) => {
    const held = parent instanceof Held ? parent : null;
    const verdict = judge(held, args, context);
    if (verdict === 'ABSENT') return null;
    if (verdict !== 'OPEN') throw verdict;
    return hold(inner(bare(parent), args, context, info), held?.grant ?? null, context);
  };
}

type Verdict = 'OPEN' | 'ABSENT' | RegistryError;
type Judge = (
  held: Held | null,
  args: Readonly<Record<string, unknown>>,
  context: Context<unknown>,
) => Verdict;

function judgeOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, Context<unknown>>,
  { table }: GuardParts,
): Judge {
  const coordinate = `${type.name}.${field.name}`;
  const access = table.field(type.name, field.name);
  const judgeArguments = argumentJudge(type, field, table);
  switch (access.kind) {
    case 'hidden':
    case 'public':
      return () => 'OPEN';
    case 'authenticated':
      return (held, args, context) => {
        if (context.passport.viewer === null) return withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
        return judgeArguments(held, args, context);
      };
    case 'class': {
      const judgeClass = classJudge(coordinate, access.dataClass, table.files.has(type.name));
      return (held, args, context) => {
        const verdict = judgeClass(held, args, context);
        return verdict === 'OPEN' ? judgeArguments(held, args, context) : verdict;
      };
    }
    case 'unmarked':
      return () => withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
    default:
      return access satisfies never;
  }
}

/** The class must be within the basis and within the subject's grant. A file without a grant has nobody within reach: its content is absent. */
function classJudge(coordinate: string, dataClass: DataClass, isFile: boolean): Judge {
  const bit = bitOf(dataClass);
  return (held, _args, { passport, now }) => {
    if ((ceiling(passport.basis) & bit) === 0)
      return withheld(coordinate, dataClass, reasonClosed(passport.basis, dataClass));
    const grant = held?.grant ?? null;
    if (grant === null)
      return isFile ? 'ABSENT' : new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE, { coordinate });
    if (!fits(grant, passport, now()))
      return new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE, { coordinate });
    return (grant.classes & bit) !== 0 ? 'OPEN' : withheld(coordinate, dataClass, 'NOT_FOR_THIS_SUBJECT');
  };
}

/** The pair that fitted last: the fields of one subject come one after another. Neither ever changes; whether it has ended is asked each time. */
let fitted: { readonly grant: Grant | null; readonly passport: Passport | null } = {
  grant: null,
  passport: null,
};

function fits(grant: Grant, passport: Passport, now: number): boolean {
  if (fitted.grant === grant && fitted.passport === passport) return grant.expires > now;
  if (openGrant(grant, grant.subject, passport, now) === null) return false;
  fitted = { grant, passport };
  return true;
}

/** An argument that filters by a class needs that class: in the basis, and in the subject's grant where there is one (access §2). */
function argumentJudge(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, Context<unknown>>,
  table: ClassTable,
): Judge {
  if (!table.takesClasses(type.name, field.name)) return () => 'OPEN';
  const coordinate = `${type.name}.${field.name}`;
  return (held, args, { passport: { basis } }) => {
    for (const dataClass of table.classesOfArguments(type.name, field.name, args)) {
      if (!opens(ceiling(basis), dataClass))
        return withheld(coordinate, dataClass, reasonClosed(basis, dataClass));
      if (held?.grant != null && !opens(held.grant.classes, dataClass))
        return withheld(coordinate, dataClass, 'NOT_FOR_THIS_SUBJECT');
    }
    return 'OPEN';
  };
}
