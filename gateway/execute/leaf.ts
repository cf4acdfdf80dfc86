import { type GraphQLLeafType, isEnumType } from 'graphql';

/** Whether a value fits. */
export type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';

/** What the scalars of the language may look like as JSON; what others look like only their rooms know. */
const SCALARS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['String', isText],
  ['ID', (value) => isText(value) || Number.isSafeInteger(value)],
  ['Boolean', (value) => typeof value === 'boolean'],
  ['Int', (value) => (Number(value) | 0) === value],
  ['Float', Number.isFinite],
]);

const isAnything: Check = () => true;

/** What tells whether a value can be a value of a leaf's type: a room behind a wire may say anything. */
export function leafCheck(type: GraphQLLeafType): Check {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  return SCALARS.get(type.name) ?? isAnything;
}
