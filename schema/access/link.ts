import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  Kind,
} from 'graphql';

/** The specifications whose rules we enforce, by the identity of their `@link` URL. */
export type AccessSpec = 'authenticated' | 'requiresScopes' | 'policy' | 'inaccessible' | 'tag';

/** One `@link` (or old `@core`) of a supergraph: identity without version, and the names it gives. */
export type Link = {
  /** Host and path without version, such as `specs.apollo.dev/policy`. */
  readonly identity: string;
  readonly url: string;
  /** The namespace: `as:`, or the last segment of the identity. */
  readonly namespace: string;
  /** Imported elements with the local name they got, both with their `@`. */
  readonly imports: ReadonlyMap<string, string>;
  readonly security: boolean;
  /** The `for:` argument, for those who must take it off. */
  readonly purpose: ConstArgumentNode | null;
};

/** The local directive names of each specification. `tagLinked` is false where `@tag` was taken by its plain name only. */
export type DirectiveNames = Readonly<Record<AccessSpec, ReadonlySet<string>>> & {
  readonly tagLinked: boolean;
};

const HOST = 'specs.apollo.dev';
const ENFORCED: readonly AccessSpec[] = ['authenticated', 'requiresScopes', 'policy', 'inaccessible', 'tag'];
const SECURITY_KNOWN: ReadonlySet<string> = new Set(
  ['authenticated', 'requiresScopes', 'policy', 'inaccessible'].map((spec) => `${HOST}/${spec}`),
);

/** The links of a supergraph. Throws where one is `for: SECURITY` and not ours to enforce. */
export function readLinks(document: DocumentNode): readonly Link[] {
  const links = document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((node) => (node.directives ?? []).map(linkOf))
    .filter((link) => link !== null);
  for (const link of links) {
    if (link.security && !SECURITY_KNOWN.has(link.identity))
      throw new Error(
        `The supergraph links ${link.url} for SECURITY, which this gateway cannot enforce: it will not serve it.`,
      );
  }
  return links;
}

/**
 * The local names of the access directives: by import alias, by `as:`, by the namespace of the federation link, whatever they are called.
 * A directive that only bears a plain name while the specification is linked under another is not ours; where nothing links the
 * specification at all, the plain name is taken as ours, for a rule that is not read is a rule that is not enforced.
 */
export function directiveNames(links: readonly Link[]): DirectiveNames {
  const linked = new Map(
    ENFORCED.map((spec) => [spec, new Set(links.flatMap((link) => namesGiven(link, spec)))]),
  );
  const names = (spec: AccessSpec): ReadonlySet<string> => {
    const given = linked.get(spec);
    return given === undefined || given.size === 0 ? new Set([spec]) : given;
  };
  return {
    authenticated: names('authenticated'),
    requiresScopes: names('requiresScopes'),
    policy: names('policy'),
    inaccessible: names('inaccessible'),
    tag: names('tag'),
    tagLinked: (linked.get('tag')?.size ?? 0) > 0,
  };
}

/** The prefix that the join specification has in this supergraph, `join` unless renamed. */
export function joinNamespace(links: readonly Link[]): string {
  return links.find((link) => link.identity === `${HOST}/join`)?.namespace ?? 'join';
}

function namesGiven(link: Link, spec: AccessSpec): string[] {
  const imported = link.imports.get(`@${spec}`)?.replace(/^@/, '');
  if (link.identity === `${HOST}/${spec}`)
    return imported === undefined ? [link.namespace] : [link.namespace, imported];
  if (link.identity === `${HOST}/federation`) return [imported ?? `${link.namespace}__${spec}`];
  return [];
}

/** Any directive of the schema that has a `url` (or, in the old form, a `feature`) is a link, whatever it is called. */
function linkOf(directive: ConstDirectiveNode): Link | null {
  const values = new Map((directive.arguments ?? []).map((argument) => [argument.name.value, argument]));
  const url = textOf((values.get('url') ?? values.get('feature'))?.value);
  if (url === null || !URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  const identity = `${host}${pathname.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)*$/, '')}`;
  const purpose = values.get('for') ?? null;
  return {
    identity,
    url,
    namespace: textOf(values.get('as')?.value) ?? identity.slice(identity.lastIndexOf('/') + 1),
    imports: importsOf(values.get('import')?.value),
    security: wordOf(purpose?.value) === 'SECURITY',
    purpose,
  };
}

function importsOf(value: ConstValueNode | undefined): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  const elements = value === undefined ? [] : value.kind === Kind.LIST ? value.values : [value];
  for (const element of elements) {
    const plain = textOf(element);
    if (plain !== null) imports.set(plain, plain);
    if (element.kind !== Kind.OBJECT) continue;
    const parts = new Map(element.fields.map((field) => [field.name.value, textOf(field.value)]));
    const name = parts.get('name');
    if (name != null) imports.set(name, parts.get('as') ?? name);
  }
  return imports;
}

function textOf(value: ConstValueNode | undefined): string | null {
  return value?.kind === Kind.STRING ? value.value : null;
}

function wordOf(value: ConstValueNode | undefined): string | null {
  return value?.kind === Kind.ENUM ? value.value : textOf(value);
}
