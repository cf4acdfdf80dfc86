import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { byText } from '../by-text.ts';
import { effectiveRules } from './effective.ts';
import { directiveNames, joinNamespace, readLinks } from './link.ts';
import { bothMarks, NO_MARKS } from './mark.ts';
import type { Requirement } from './requirement.ts';
import { readWritten, type Written } from './written.ts';

/** What a supergraph says about one named type. */
export type TypeRule = {
  readonly name: string;
  /** As written on the type. */
  readonly own: Requirement;
  /** As it must be enforced: its own, and what its interfaces add (`effective.ts`). */
  readonly requirement: Requirement;
  readonly tags: ReadonlySet<string>;
  /** `@inaccessible`. */
  readonly hidden: boolean;
  /** Whether a room resolves it by a key. */
  readonly entity: boolean;
};

/** What a supergraph says about one field of an object or interface type. */
export type FieldRule = {
  readonly coordinate: string;
  /** The type that it stands on. */
  readonly parent: string;
  readonly own: Requirement;
  readonly requirement: Requirement;
  readonly tags: ReadonlySet<string>;
  readonly hidden: boolean;
  /** The unwrapped type that it returns. */
  readonly type: string;
  /** Nothing says who may see it, and unmarked fields are closed. */
  readonly closed: boolean;
};

/** What a supergraph says about an argument, an input field or an enum value. */
export type InputRule = {
  readonly coordinate: string;
  readonly tags: ReadonlySet<string>;
  readonly hidden: boolean;
};

/** Everything about access that a supergraph says, read once at start-up. Immutable. */
export type Access = {
  readonly schema: GraphQLSchema;
  readonly types: ReadonlyMap<string, TypeRule>;
  /** By coordinate, `Type.field`. */
  readonly fields: ReadonlyMap<string, FieldRule>;
  /** By coordinate: `Type.field(argument:)`, `Input.field`, `Enum.VALUE`. */
  readonly inputs: ReadonlyMap<string, InputRule>;
  /** The object types that each composite type can be at run time, in the order of the schema; itself for an object. */
  readonly possible: ReadonlyMap<string, readonly string[]>;
};

/** Whether a field that nothing speaks of is open to everyone or closed to everyone. */
export type Unmarked = 'open' | 'closed';

/** Reads the access rules of a supergraph. Throws with a sentence where a rule cannot be read exactly, or a SECURITY link is unknown. */
export function readAccess(supergraphSdl: string, options: { readonly unmarked: Unmarked }): Access {
  return READ[options.unmarked](supergraphSdl);
}

const READ: Readonly<Record<Unmarked, (supergraphSdl: string) => Access>> = {
  open: byText((sdl) => accessOf(sdl, 'open')),
  closed: byText((sdl) => accessOf(sdl, 'closed')),
};

function accessOf(supergraphSdl: string, unmarked: Unmarked): Access {
  const document: DocumentNode = parse(supergraphSdl);
  const links = readLinks(document);
  const written = readWritten(document, directiveNames(links), joinNamespace(links));
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const possible = possibleTypes(schema);
  const rules = effectiveRules(schema, possible, written, unmarked);
  return { schema, ...rules, inputs: inputRules(schema, written), possible };
}

function possibleTypes(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const possible = new Map<string, readonly string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) possible.set(type.name, [type.name]);
    else {
      const names = schema.getPossibleTypes(type).map((object) => object.name);
      // Nothing can be behind it: its own rules stand for themselves.
      possible.set(type.name, names.length === 0 && isInterfaceType(type) ? [type.name] : names);
    }
  }
  return possible;
}

/** An implementor's argument has the tags of its interfaces' too: no fragment on an implementor takes a class off an argument. */
function inputRules(schema: GraphQLSchema, written: Written): ReadonlyMap<string, InputRule> {
  const rules = new Map<string, InputRule>();
  for (const [coordinate, { tags, hidden }] of written.inputs)
    rules.set(coordinate, { coordinate, tags, hidden });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const argument of field.args) {
        const tail = `${field.name}(${argument.name}:)`;
        const marks = [type, ...type.getInterfaces()].map(
          ({ name }) => written.inputs.get(`${name}.${tail}`) ?? NO_MARKS,
        );
        const { tags, hidden } = marks.reduce(bothMarks);
        rules.set(`${type.name}.${tail}`, { coordinate: `${type.name}.${tail}`, tags, hidden });
      }
    }
  }
  return rules;
}
