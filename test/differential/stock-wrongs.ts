import { type Answered, dataText, placesText } from './answered.ts';

/** What the stock planner is known to throw on valid operations; ours plans some of them, for it leaves out what is excluded before planning. */
const THROWN = ['We should have an edge from', 'would create a cycle', 'Too many options generated'];

/**
 * The known wrong of the stock executor by which its answer is other than the plain schema's; null where there is none that is known.
 * Whatever its name, ours must then still be the plain schema's.
 */
export function wrongOf(should: Answered, stock: Answered): string | null {
  const [error] = stock.errors;
  if (THROWN.some((message) => error?.message.includes(message))) return 'the stock planner throws';
  if (dataText(should.data) === dataText(stock.data)) return wrongPlaces(should, stock);
  const kinds = new Set(differences(should.data, stock.data));
  if (kinds.has('OTHER')) return null;
  return kinds.has('MISSING')
    ? 'silence: a field that was asked for is not there'
    : 'silence: what is there is null';
}

function wrongPlaces(should: Answered, stock: Answered): string | null {
  const told = new Set(placesText(stock).split(' '));
  if (should.errors.every(({ path }) => told.has(path?.join('.') ?? '')))
    return 'an error is told of a field that its own condition excludes';
  const fields = fieldsText(should);
  if (stock.errors.length < should.errors.length) return 'silence: an error is not told';
  if (fields === fieldsText(stock)) return 'an error stands at another item of its list';
  return fields === fieldsText(stock).replaceAll(PLANNERS_ALIAS, '')
    ? 'an error stands at a name that the planner made'
    : null;
}

/**
 * Whether an answer of ours is the plain schema's but for values that it says are unknown. The planner leaves fields of interface objects out of some plans (1
 * of 10,000 cases): what nobody was asked is told as unknown, never as none.
 */
export function isUnknownInstead(should: Answered, ours: Answered): boolean {
  const kinds = new Set(differences(should.data, ours.data));
  return kinds.size === 1 && kinds.has('NULL') && ours.errors.length > should.errors.length;
}

/** The places of errors without the indices of lists. */
function fieldsText(answer: Answered): string {
  const fields = placesText(answer)
    .split(' ')
    .map((place) => place.replaceAll(/\.\d+/g, ''));
  return fields.toSorted().join(' ');
}

const PLANNERS_ALIAS = /__alias_\d+/g;

type Difference = 'NULL' | 'MISSING' | 'OTHER';

/** Every difference by its kind: a value that is null, a field without even null, and all others. */
function differences(should: unknown, is: unknown): Difference[] {
  if (dataText(should) === dataText(is)) return [];
  if (is === null) return ['NULL'];
  if (Array.isArray(should) && Array.isArray(is) && should.length === is.length)
    return should.flatMap((item, index) => differences(item, is[index]));
  if (!isObject(should) || !isObject(is)) return ['OTHER'];
  return Object.keys({ ...should, ...is }).flatMap((key) =>
    Object.hasOwn(is, key) ? differences(own(should, key), own(is, key)) : ['MISSING'],
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
