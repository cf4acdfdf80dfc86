const NAME = /^[A-Z][A-Za-z]{1,39}$/;
/** A name of the system's (`ECONNREFUSED`), or a SQLSTATE. */
const CODE = /^([A-Z][A-Z_]{2,39}|[0-9A-Z]{5})$/;

/** The kind of an error: its name, and its code where it has one. Its message may hold a statement, a value or an address, so it is never told; nor is a name or code that is not written like one. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const name = NAME.test(error.name) ? error.name : 'Error';
  return 'code' in error && typeof error.code === 'string' && CODE.test(error.code)
    ? `${name} ${error.code}`
    : name;
}

/** The same of a text of kinds, each under the one before it (`A < B 23505`): what is not written like a kind is an `Error`. */
export function kindsIn(text: string): string {
  const kinds = text.split(' < ').map((kind) => {
    const [name = '', code] = kind.split(' ');
    const known = NAME.test(name) ? name : 'Error';
    return code !== undefined && CODE.test(code) ? `${known} ${code}` : known;
  });
  return kinds.join(' < ');
}
