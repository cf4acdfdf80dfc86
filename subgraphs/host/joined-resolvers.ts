type OfTypes = Readonly<Record<string, object>>;

/** The resolvers of several concepts as those of one room: what they say of one type is joined. @throws where two resolve the same field */
export function joinedResolvers(...concepts: readonly OfTypes[]): Record<string, Record<string, unknown>> {
  const joined: Record<string, Record<string, unknown>> = {};
  for (const [type, fields] of concepts.flatMap((concept) => Object.entries(concept))) {
    joined[type] ??= {};
    for (const [field, resolve] of Object.entries(fields)) {
      if (Object.hasOwn(joined[type], field)) throw new Error(`${type}.${field} is resolved twice.`);
      joined[type][field] = resolve;
    }
  }
  return joined;
}
