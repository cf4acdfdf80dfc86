import type { Soon } from '@seisi/host/soon';
import { RegistryError } from '@seisi/schema/errors';

const STATE_CODE = /^\d{2}$/;
const DISTRICT_CODE = /^\d{1,2}_\d{1,2}$/;

/** How an area is looked up by its code; null where there is none. */
export type AreaLookup = (code: string) => Soon<object | null>;

/** Checks the code of a state in an argument. Throws BAD_USER_INPUT, naming the argument, where it is no state. */
export async function checkState(argument: string, code: string, stateOf: AreaLookup): Promise<void> {
  if (STATE_CODE.test(code) && (await stateOf(code)) !== null) return;
  throw unknownArea(argument, 'state', '`05`', 'states');
}

/** Checks the code of a district in an argument. Throws BAD_USER_INPUT, naming the argument, where it is no district. */
export async function checkDistrict(argument: string, code: string, districtOf: AreaLookup): Promise<void> {
  if (DISTRICT_CODE.test(code) && (await districtOf(code)) !== null) return;
  throw unknownArea(argument, 'district', '`5_5`', 'districts');
}

function unknownArea(argument: string, what: string, example: string, root: string): RegistryError {
  const message = `\`${argument}\` is not the code of a ${what}: it takes one such as ${example}; \`${root}\` lists them.`;
  return new RegistryError('BAD_USER_INPUT', message, { argument });
}
