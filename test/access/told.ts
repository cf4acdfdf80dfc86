import type { Oracle } from '../oracle/oracle.ts';
import type { House } from '../setup/house.ts';
import { askAs } from './expected.ts';
import type { Ask } from './matrix.ts';

/** Asks the oracle. */
export function toldByOracle(oracle: Oracle): Ask {
  return async (asking, question) => {
    const { data, errors } = oracle.answer(asking, question);
    return { data, errors: errors.map(({ path, coordinate }) => ({ path, coordinate })) };
  };
}

/** Asks the house over HTTP. */
export function toldByHouse(house: House): Ask {
  return async (asking, question) => {
    const { data, errors } = await askAs(house, asking, question);
    return {
      data,
      errors: errors.map(({ path = null, extensions }) => ({ path, coordinate: extensions['coordinate'] })),
    };
  };
}
