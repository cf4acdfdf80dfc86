import { type GraphQLLeafType, isEnumType } from 'graphql';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';

/** What the scalars of the language may look like as JSON; what others look like only their rooms know. */
const SCALARS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['String', isText],
  ['ID', (value) => isText(value) || Number.isSafeInteger(value)],
  ['Boolean', (value) => typeof value === 'boolean'],
  ['Int', (value) => (Number(value) | 0) === value],
  ['Float', Number.isFinite],
]);

/** Whether a value can be a value of a leaf's type: a room behind a wire may say anything. */
export function isLeaf(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  return SCALARS.get(type.name)?.(value) ?? true;
}
